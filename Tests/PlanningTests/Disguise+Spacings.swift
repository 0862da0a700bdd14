import DataReading
import Testing

/// The counts at other distances in time, each in several forms of which the first is plain.
extension Disguise {
  /// Forms of one file, and the season that their dates tell.
  struct Spacing: Sendable, CustomTestStringConvertible {
    let name: String
    let season: Int?
    let forms: [Disguise]
    var testDescription: String { name }
  }

  /// The counts with other cells in place of the date, which are given the row from 0.
  static func redated(_ header: [String], rows kept: [Int] = Array(0..<522), _ date: (Int) -> [String])
    -> String
  {
    let body = Array(body)
    return text([header + names] + kept.map { date($0) + body[$0].dropFirst() })
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Seconds of 2005-01-03, a Monday.
  private static let monday = 12_786 * 86_400

  private static func date(days: Int, hour: Int = 0) -> CalendarDate {
    CalendarDate(seconds: monday + days * 86_400 + hour * 3_600)
  }

  /// Year, month and day as texts of four and two digits.
  private static func parts(_ date: CalendarDate) -> [String] {
    date.text.prefix(10).split(separator: "-").map(String.init)
  }

  static let spacings = [monthly, yearly, daily, hourly]

  private static let monthly: Spacing = {
    func month(_ row: Int) -> (year: Int, month: Int) { (1970 + row / 12, row % 12 + 1) }
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
      "November", "December",
    ]
    let digits = redated(["Date"]) { ["\(month($0).year)\(two(month($0).month))"] }
    return Spacing(
      name: "monthly", season: 12,
      forms: [
        Disguise("month", redated(["Month"]) { ["\(month($0).year)-\(two(month($0).month))"] }),
        Disguise("first days", redated(["Date"]) { ["\(month($0).year)-\(two(month($0).month))-01"] }),
        Disguise("digits", digits, "read: {date: {format: year_month}}"),
        Disguise(
          "columns", redated(["year", "month"]) { ["\(month($0).year)", "\(month($0).month)"] },
          "read: {date: {columns: [year, month], format: year_month}}"),
        Disguise(
          "names of months", redated(["when"]) { ["\(month($0).year) \(names[month($0).month - 1])"] },
          "read: {date: {format: year_month}}"),
        Disguise(
          "dates of FRED", redated(["DATE"]) { ["\"\(names[month($0).month - 1]) 01, \(month($0).year)\""] }),
      ])
  }()

  private static let yearly = Spacing(
    name: "yearly", season: nil,
    forms: [
      Disguise("first days", redated(["Date"]) { ["\(1_490 + $0)-01-01"] }),
      Disguise("year", redated(["Year"]) { ["\(1_490 + $0)"] }, "read: {date: {format: year}}"),
    ])

  private static let daily = Spacing(
    name: "daily", season: 7,
    forms: [
      Disguise("days", redated(["Date"]) { [date(days: $0).text] }),
      Disguise(
        "digits", redated(["Date"]) { [parts(date(days: $0)).joined()] },
        "read: {date: {format: year_month_day}}"),
      Disguise(
        "month first, two-digit years",
        redated(["Date"]) { row in
          let day = parts(date(days: row))
          return ["\(day[1])/\(day[2])/\(day[0].suffix(2))"]
        }, "read: {date: {format: month_day_year}}"),
    ])

  private static let hourly: Spacing = {
    func time(_ row: Int) -> (date: [String], hour: Int) {
      (parts(date(days: 0, hour: row)), row % 24)
    }
    func day(_ row: Int) -> String { time(row).date.joined(separator: "-") }
    func halves(_ hour: Int) -> String { "\((hour + 11) % 12 + 1):00 \(hour < 12 ? "AM" : "PM")" }
    return Spacing(
      name: "hourly", season: 24,
      forms: [
        Disguise("times", redated(["time"]) { ["\(day($0))T\(two(time($0).hour)):00"] }),
        Disguise("times behind a space", redated(["time"]) { ["\(day($0)) \(two(time($0).hour)):00:00"] }),
        Disguise(
          "a column of times", redated(["day", "clock"]) { [day($0), "\(time($0).hour):00"] },
          "read: {date: {columns: [day], time: clock}}"),
        Disguise(
          "a column of hours", redated(["day", "hour"]) { [day($0), "\(time($0).hour)"] },
          "read: {date: {columns: [day], time: hour}}"),
        Disguise(
          "columns of parts", redated(["y", "m", "d", "h"]) { time($0).date + ["\(time($0).hour)"] },
          "read: {date: {columns: [y, m, d, h], format: year_month_day_hour}}"),
        Disguise(
          "day first",
          redated(["time"]) { row in
            ["\(time(row).date.reversed().joined(separator: "/")) \(two(time(row).hour)):00"]
          }, "read: {date: {format: day_month_year_hour}}"),
        Disguise(
          "halves of the day",
          redated(["time"]) { row in
            let date = time(row).date
            return ["\(date[1])/\(date[2])/\(date[0]) \(halves(time(row).hour))"]
          }, "read: {date: {format: month_day_year_hour}}"),
      ])
  }()

  /// Trading days: Mondays to Fridays, without the rows of `holidays`.
  static func tradingDays(without holidays: Set<Int> = []) -> String {
    redated(["Date"], rows: (0..<522).filter { !holidays.contains($0) }) {
      [date(days: $0 / 5 * 7 + $0 % 5).text]
    }
  }
}
