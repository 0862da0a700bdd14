import Catalog
import DataReading
import Testing

/// The forms of dates, each against the same day in ISO 8601.
@Suite("Date formats")
struct DateFormatTests {
  /// The dates that a file with this first column has.
  private func dates(_ cells: [String], _ format: String?) throws -> [String] {
    let rows = cells.enumerated().map { "\"\($1)\",\($0)\n" }.joined()
    let date = format.map { ParameterValue.map(["columns": .list([.text("when")]), "format": .text($0)]) }
    let read = ["date": date, "spacing": .text("rows")].compactMapValues { $0 }
    return try TestData.series("when,a\n" + rows, ["read": .map(read)]).dates?.map(\.text) ?? []
  }

  @Test(
    arguments: [
      ("2005-01-31", nil, "2005-01-31"), ("2005-01-31T18:30", nil, "2005-01-31T18:30:00"),
      ("2005-01-31 18:30:05Z", nil, "2005-01-31T18:30:05"),
      ("2005-01-31T18:30+01:00", nil, "2005-01-31T17:30:00"), ("2005-01", nil, "2005-01-01"),
      ("2005-Q3", nil, "2005-07-01"), ("2005-W05", nil, "2005-01-31"),
      ("2005/01/31", nil, "2005-01-31"), ("2005.1.31", nil, "2005-01-31"),
      ("May 01, 2020", nil, "2020-05-01"), ("1 May 2020", nil, "2020-05-01"),
      ("31-Jan-2005", nil, "2005-01-31"), ("Sept 5, 2020", nil, "2020-09-05"),
      ("September 5 2020", nil, "2020-09-05"), ("Jan 31, 2005 6:30 PM", nil, "2005-01-31T18:30:00"),
      ("31/01/2005", "day_month_year", "2005-01-31"), ("31.1.2005", "day_month_year", "2005-01-31"),
      ("3/1/05", "day_month_year", "2005-01-03"),
      ("3/1/70", "day_month_year", "1970-01-03"), ("3/1/69", "day_month_year", "2069-01-03"),
      ("31012005", "day_month_year", "2005-01-31"),
      ("1/31/05", "month_day_year", "2005-01-31"), ("Jan 31 05", "month_day_year", "2005-01-31"),
      ("20050131", "year_month_day", "2005-01-31"),
      ("05-01-31", "year_month_day", "2005-01-31"), ("200501", "year_month", "2005-01-01"),
      ("2005-1", "year_month", "2005-01-01"), ("2005 March", "year_month", "2005-03-01"),
      ("200505", "year_week", "2005-01-31"), ("2005-W5", "year_week", "2005-01-31"),
      ("2005W05", "year_week", "2005-01-31"), ("2020-53", "year_week", "2020-12-28"),
      ("2005", "year", "2005-01-01"),
      ("31/01/2005 18:30", "day_month_year_hour", "2005-01-31T18:30:00"),
      ("31/01/2005 18", "day_month_year_hour", "2005-01-31T18:00:00"),
      ("1/31/2005 12:05 AM", "month_day_year_hour", "2005-01-31T00:05:00"),
      ("20050131 7:00", "year_month_day_hour", "2005-01-31T07:00:00"),
      ("2005-01-31 07:00", "iso_hour", "2005-01-31T07:00:00"),
    ] as [(String, String?, String)])
  func meansADay(text: String, format: String?, expected: String) throws {
    #expect(try dates([text], format) == [expected])
  }

  @Test(arguments: [
    ("31/02/2005", "day_month_year"), ("1/31/2005", "day_month_year"), ("31/01/2005 18:30", "day_month_year"),
    ("31/01/2005", "day_month_year_hour"),
    ("31/1/205", "day_month_year"), ("200513", "year_month"), ("200554", "year_week"),
    ("2014-53", "year_week"), ("05", "year_month"), ("Ja 3 2005", "month_day_year"),
    ("2005-01-31", "iso_hour"), ("31/01/2005 24:00", "day_month_year_hour"),
    ("31/01/2005 13 PM", "day_month_year_hour"), ("12a", "number"),
  ])
  func meansNone(text: String, format: String) {
    #expect(throws: DataError.self) { try dates([text], format) }
  }

  /// Every day of a leap year by every form of its parts.
  @Test func everyDayInEveryOrder() throws {
    for day in 0..<366 {
      let iso = CalendarDate(seconds: ((CalendarDate("2004-01-01")?.days ?? 0) + day) * 86_400).text
      let part = iso.split(separator: "-")
      for (text, format) in [
        ("\(part[2])/\(part[1])/\(part[0])", "day_month_year"),
        ("\(part[1])-\(part[2])-\(part[0].suffix(2))", "month_day_year"),
        ("\(part[0])\(part[1])\(part[2])", "year_month_day"),
      ] {
        #expect(try dates([text], format) == [iso])
      }
    }
  }

  @Test func columnsOfParts() throws {
    let text = "y,m,d,h,a\n2005,1,31,7,1\n2005,1,31,8,2\n"
    func date(_ columns: [String], _ format: String, time: String? = nil) -> ParameterValue {
      var map: [String: ParameterValue] = [
        "columns": .list(columns.map { .text($0) }), "format": .text(format),
      ]
      map["time"] = time.map { .text($0) }
      return .map(["date": .map(map)])
    }
    for read in [
      date(["y", "m", "d", "h"], "year_month_day_hour"), date(["3", "2", "1", "4"], "day_month_year_hour"),
      date(["y", "m", "d"], "year_month_day", time: "h"),
    ] {
      let table = try TestData.series(text, ["read": read])
      #expect(table.names == ["a"])
      #expect(table.dates?.map(\.text) == ["2005-01-31T07:00:00", "2005-01-31T08:00:00"])
      #expect(table.spacing?.season == 24)
    }
  }

  @Test(arguments: [
    "Date,a\n2005-01-03,1\n2005-01-10,2\n", "when,a\n2005-01-03,1\n2005-01-10,2\n",
    "a,t\n1,2005-W01\n2,2005-W02\n",
    "month,a\n2005-01,1\n2005-02,2\n", "\"Date\",a\n\"2005-01-03T00:30\",1\n\"2005-01-03T01:00\",2\n",
  ])
  func datesBeyondDoubtAreFound(text: String) throws {
    let table = try TestData.series(text)
    #expect(table.names == ["a"])
    #expect(table.dates?.count == 2)
    #expect(table.values == [1, 2])
  }

  @Test func numbersAsTimes() throws {
    let text = "t,a\n1949.000,1\n1949.083,2\n1949.167,3\n1949.250,4\n"
    let read: ParameterValue = .map([
      "date": .map(["columns": .list([.text("t")]), "format": .text("number")])
    ])
    let table = try TestData.series(text, ["read": read])
    #expect(table.dates == nil && table.values == [1, 2, 3, 4] && table.spacing?.season == nil)
    #expect(throws: DataError.self) {
      try TestData.series(text.replacing("1949.167", with: "1949.2"), ["read": read])
    }
  }
}
