import DataReading
import Foundation
import Testing

/// The chickenpox counts written in another form, and what a person writes for it to be read.
struct Disguise: CustomTestStringConvertible {
  let name: String
  /// The file's name.
  var file = "counts.csv"
  /// The file's bytes.
  let bytes: [UInt8]
  /// The lines below `task:`, beside `data`, `window` and `horizon`.
  var keys = ""

  var testDescription: String { name }

  init(_ name: String, _ text: String, _ keys: String = "") {
    (self.name, bytes, self.keys) = (name, Array(text.utf8), keys)
  }

  init(_ name: String, bytes: [UInt8], file: String = "counts.csv", _ keys: String = "") {
    (self.name, self.bytes, self.file, self.keys) = (name, bytes, file, keys)
  }

  /// The file as it is shipped.
  static let clean: Disguise = {
    let path = TestFiles.repository.appending(path: "Experiments/Data/hungary_chickenpox.csv")
    let bytes = (try? Data(contentsOf: path)).map { [UInt8]($0) } ?? []
    return Disguise("clean", bytes: bytes)
  }()

  static let lines = String(decoding: clean.bytes, as: UTF8.self).split(separator: "\n").map(
    String.init)
  static let rows = lines.map { $0.split(separator: ",").map(String.init) }
  static var names: [String] { Array(rows[0].dropFirst()) }
  static var body: ArraySlice<[String]> { rows.dropFirst() }

  /// Lines of cells.
  static func text(_ rows: some Sequence<[String]>, _ separator: String = ",", end: String = "\n")
    -> String
  {
    rows.map { $0.joined(separator: separator) + end }.joined()
  }

  /// The file with another date in each row: `date` is given year, month and day as texts of two and four digits.
  private static func dated(
    _ header: [String], _ date: (_ year: String, _ month: String, _ day: String) -> [String]
  ) -> String {
    text(
      [header + names]
        + body.map { row in
          let parts = row[0].split(separator: "-").map(String.init)
          return date(parts[0], parts[1], parts[2]) + row.dropFirst()
        })
  }

  private static func plain(_ number: String) -> String { String(Int(number) ?? 0) }

  /// The ISO year and week of a Monday.
  private static func week(_ date: String) -> [String] {
    guard let days = CalendarDate(date)?.days else { return [] }
    // The year of a week is that of its Thursday.
    let thursday = CalendarDate(seconds: (days + 3) * 86_400).text.prefix(4)
    guard let first = CalendarDate("\(thursday)-W01")?.days else { return [] }
    return [String(thursday), String((days - first) / 7 + 1)]
  }

  private static func values(_ change: (String) -> String, _ separator: String = ",") -> String {
    text([rows[0]] + body.map { [$0[0]] + $0.dropFirst().map(change) }, separator)
  }

  private static let long: (byCounty: String, byDate: String, sorted: String) = {
    let counties = names.indices.flatMap { place in body.map { "\($0[0]),\(names[place]),\($0[place + 1])\n" }
    }
    let dates = body.flatMap { row in names.indices.map { "\(row[0]),\(names[$0]),\(row[$0 + 1])\n" } }
    let order = names.indices.sorted { names[$0] < names[$1] }
    let sorted = body.flatMap { row in order.map { "\(row[0]),\(names[$0]),\(row[$0 + 1])\n" } }
    let header = "date,county,cases\n"
    return (header + counties.joined(), header + dates.joined(), header + sorted.joined())
  }()

  private static func transposed(_ date: (String) -> String) -> String {
    text(
      [["county", "lat"] + body.map { date($0[0]) } + ["population"]]
        + names.indices.map { place in [names[place], "47.1"] + body.map { $0[place + 1] } + ["1000"] })
  }

  private static func slashed(_ date: String) -> String {
    let parts = date.split(separator: "-").map(String.init)
    return "\(plain(parts[1]))/\(plain(parts[2]))/\(parts[0].suffix(2))"
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "June", "July", "August", "Sept", "October", "November", "Dec",
  ]
  private static func month(_ number: String) -> String { months[(Int(number) ?? 1) - 1] }

  /// Every form that must be read as the clean file is.
  static let same: [Disguise] = {
    let file = text(rows)
    let list = "columns: [\(names.joined(separator: ", "))]"
    let long = "read: {layout: long, series: county, value: cases}"
    return [
      Disguise(
        "R with row numbers",
        "\"\"," + lines[0] + "\n" + lines.dropFirst().enumerated().map { "\"\($0 + 1)\",\($1)\n" }.joined()),
      Disguise(
        "R with dates as row names", "\"\"," + names.joined(separator: ",") + "\n" + text(body),
        "read: {date: {columns: [1]}}"),
      Disguise(
        "R with dates as row names, found", "\"\"," + names.joined(separator: ",") + "\n" + text(body)),
      Disguise(
        "title and notes", "WEEKLY REPORT, all counties\nprinted in 2015\n" + file + "\nSource: somebody\n",
        "read: {skip: 2, footer: 2}"),
      Disguise(
        "day first", dated(["Date"]) { ["\($2)/\($1)/\($0)"] }, "read: {date: {format: day_month_year}}"),
      Disguise(
        "month first", dated(["Date"]) { ["\($1)/\($2)/\($0)"] }, "read: {date: {format: month_day_year}}"),
      Disguise(
        "two-digit years", dated(["Date"]) { ["\(plain($1))/\(plain($2))/\($0.suffix(2))"] },
        "read: {date: {format: month_day_year}}"),
      Disguise(
        "year and week", text([["YEAR", "WEEK"] + names] + body.map { week($0[0]) + $0.dropFirst() }),
        "read: {date: {columns: [YEAR, WEEK], format: year_week}}"),
      Disguise(
        "year and week in a text",
        text(
          [["week"] + names]
            + body.map {
              ["\(week($0[0])[0])-W\(week($0[0])[1].count == 1 ? "0" : "")\(week($0[0])[1])"] + $0.dropFirst()
            })),
      Disguise(
        "year, month, day", dated(["year", "month", "day"]) { [$0, plain($1), plain($2)] },
        "read: {date: {columns: [year, month, day], format: year_month_day}}"),
      Disguise(
        "year, month, day, hour", dated(["year", "month", "day", "hour"]) { [$0, $1, $2, "0"] },
        "read: {date: {columns: [year, month, day, hour], format: year_month_day_hour}}"),
      Disguise(
        "date and time of day", dated(["day", "clock"]) { ["\($0)-\($1)-\($2)", "0:00"] },
        "read: {date: {columns: [day], time: clock}}"),
      Disguise("newest first", text([rows[0]] + body.reversed()), "read: {order: by_date}"),
      Disguise(
        "dates as digits", dated(["Date"]) { [$0 + $1 + $2] }, "read: {date: {format: year_month_day}}"),
      Disguise("month names", dated(["Date"]) { ["\"\(month($1)) \($2), \($0)\""] }),
      Disguise(
        "month names, two-digit years", dated(["Date"]) { ["\($2)-\(month($1))-\($0.suffix(2))"] },
        "read: {date: {format: day_month_year}}"),
      Disguise("carriage returns", text(rows, end: "\r")),
      Disguise("CRLF", text(rows, end: "\r\n")),
      Disguise("byte order mark", "\u{FEFF}" + file),
      Disguise("blank lines at the end", file + "\n\r\n\n"),
      Disguise("no end of the last line", String(file.dropLast())),
      Disguise("semicolons and decimal commas", values({ $0 + ",0" }, ";").replacing(";,0", with: ";"), ""),
      Disguise("semicolons", text(rows, ";")), Disguise("tabs", text(rows, "\t")),
      Disguise("pipes", text(rows, "|")),
      Disguise("spaces", text(rows, " ")), Disguise("spaces behind commas", text(rows, ", ")),
      Disguise(
        "empty rows of a spreadsheet",
        text(rows, ";") + text([[String]](repeating: [String](repeating: "", count: 21), count: 3), ";")),
      Disguise("quoted", text(rows.map { $0.map { "\"\($0)\"" } })),
      Disguise("trailing separator in the header", lines[0] + ",\n" + text(body)),
      Disguise("trailing separator in the rows", lines[0] + "\n" + text(body.map { $0 + [""] })),
      Disguise("trailing separator in all lines", text(rows.map { $0 + [""] })),
      Disguise("a column of texts without a name", text([rows[0] + [""]] + body.map { $0 + ["note"] })),
      Disguise(
        "two columns of one name", text([rows[0] + ["N", "N"]] + body.map { $0 + ["5\"", "1"] }), list),
      Disguise("gzip", bytes: Gzip.bytes(clean.bytes)),
      Disguise("gzip by its name", bytes: Gzip.bytes(clean.bytes), file: "counts.csv.gz"),
      Disguise("long, by county", Self.long.byCounty, long),
      Disguise("long, by date", Self.long.byDate, long),
      Disguise("long, in another order", Self.long.sorted, "\(long), \(list)"),
      Disguise(
        "long, of two groups",
        "REGION,date,county,cases\n"
          + Self.long.byDate.split(separator: "\n").dropFirst().map { "Elsewhere,\($0)0\nHungary,\($0)\n" }
          .joined(),
        "read: {layout: long, series: county, value: cases, where: {REGION: Hungary}}"),
      Disguise(
        "groups of rows",
        text(
          [["REGION"] + rows[0]]
            + body.flatMap { [["Hungary"] + $0, ["Elsewhere", $0[0]] + names.map { _ in "1" }] }),
        "read: {where: {REGION: Hungary}}"),
      Disguise("transposed", transposed { $0 }, "read: {layout: transposed, series: county}"),
      Disguise(
        "transposed, month first", transposed(slashed),
        "read: {layout: transposed, series: county, date: {format: month_day_year}}"),
    ]
  }()
}
