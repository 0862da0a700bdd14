import DataReading
import Testing

@Suite("Calendar dates")
struct CalendarDateTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1970-01-02", 1), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2005-01-03", 12_786),
    ("2005-01", 12_784),
    ("2005", 12_784), ("2005-W01", 12_786), ("2005-W01-7", 12_792), ("2004-W53", 12_779),
    ("2009-W01", 14_242),
    ("2010-01-01T23:59:59Z", 14_610), ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
  ])
  func daysSince1970(text: String, days: Int) throws {
    #expect(try #require(CalendarDate(text)).days == days)
  }

  @Test func timesOfDay() throws {
    let seconds = try ["2005-01-03", "2005-01-03T00:00:01", "2005-01-03 18:30", "2005-01-03T18:30:05Z"].map {
      try #require(CalendarDate($0)).seconds - 12_786 * 86_400
    }
    #expect(seconds == [0, 1, 66_600, 66_605])
  }

  @Test(arguments: [
    "", "05-01-03", "2005/01/03", "03/01/05", "2005-1-3", "2005-13-01", "2005-00-01", "2005-01-32",
    "2005-02-29", "1900-02-29",
    "2005-04-31", "2005-01-03T", "2005-01-03T24:00", "2005-01-03T12", "2005-01-03T12:60", "2005-W53",
    "2005-W00", "2005-W01-8",
    "2005-W1", "20050103", "2005-01-03 ", " 2005", "2005-", "2005-01-", "2005-01-03+01:00", "２００５",
  ])
  func refused(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  /// Every day of four centuries has its own number, one more than the day before, whatever the month's
  /// length.
  @Test func daysFollowOneAnother() throws {
    var expected = try #require(CalendarDate("1900-01-01")).days
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    for year in 1900..<2300 {
      for month in 1...12 {
        for day in 1...31 {
          guard let date = CalendarDate("\(year)-\(two(month))-\(two(day))") else { continue }
          #expect(date.days == expected)
          expected += 1
        }
      }
    }
    #expect(expected == CalendarDate("1900-01-01")!.days + 146_097)
  }
}
