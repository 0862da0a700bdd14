/// A moment written as an ISO 8601 date, to be compared with others of its column.
///
/// Forms: `2005-01-31`, `2005-01-31T18:30[:00][Z]` (or a space for the T), `2005-01`, `2005-W05`,
/// `2005-W05-1` and `2005`; the shorter ones mean their first moment. The calendar is the Gregorian one,
/// without time zones.
package struct CalendarDate: Sendable, Hashable, Comparable {
  /// Seconds since the start of 1970-01-01.
  package let seconds: Int

  /// The forms in words, for messages.
  package static let forms = "2005-01-31, 2005-01-31T18:30, 2005-01, 2005-W05 or 2005"

  /// Reads a date, or gives `nil` where the text is none or the calendar has no such day.
  package init?(_ text: String) {
    var text = Substring(text).utf8
    guard let seconds = Self.seconds(&text), text.isEmpty else { return nil }
    self.seconds = seconds
  }

  /// Whole days from the start of 1970-01-01.
  package var days: Int { (seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400 }

  /// Whether the first comes before the second.
  package static func < (a: Self, b: Self) -> Bool { a.seconds < b.seconds }

  /// Reads a date off the front of the text.
  private static func seconds(_ text: inout Substring.UTF8View) -> Int? {
    guard let year = digits(4, &text) else { return nil }
    if take("-W", &text) { return week(year: year, &text).map { $0 * 86_400 } }
    guard take("-", &text) else { return day(year: year, month: 1, day: 1) * 86_400 }
    guard let month = digits(2, &text), 1...12 ~= month else { return nil }
    let first = day(year: year, month: month, day: 1)
    guard take("-", &text) else { return first * 86_400 }
    guard let date = digits(2, &text), 1...length(of: month, year) ~= date, let time = time(&text)
    else { return nil }
    return (first + date - 1) * 86_400 + time
  }

  private static func digits(_ count: Int, _ text: inout Substring.UTF8View) -> Int? {
    guard text.count >= count else { return nil }
    var number = 0
    for byte in text.prefix(count) {
      guard 48...57 ~= byte else { return nil }
      number = number * 10 + Int(byte) - 48
    }
    text = text.dropFirst(count)
    return number
  }

  private static func take(_ mark: String, _ text: inout Substring.UTF8View) -> Bool {
    guard text.starts(with: mark.utf8) else { return false }
    text = text.dropFirst(mark.utf8.count)
    return true
  }

  /// Seconds into the day: 0 where no time follows.
  private static func time(_ text: inout Substring.UTF8View) -> Int? {
    guard take("T", &text) || take(" ", &text) else { return 0 }
    guard let hour = digits(2, &text), hour < 24, take(":", &text), let minute = digits(2, &text), minute < 60
    else { return nil }
    var second = 0
    if take(":", &text) {
      guard let found = digits(2, &text), found < 60 else { return nil }
      second = found
    }
    _ = take("Z", &text)
    return hour * 3_600 + minute * 60 + second
  }

  /// The day of an ISO week, Monday if the text names none; week 1 is the one that holds January 4.
  private static func week(year: Int, _ text: inout Substring.UTF8View) -> Int? {
    func firstMonday(_ year: Int) -> Int {
      let fourth = day(year: year, month: 1, day: 4)
      return fourth - weekday(of: fourth)
    }
    guard let week = digits(2, &text), week > 0 else { return nil }
    let monday = firstMonday(year) + 7 * (week - 1)
    guard monday < firstMonday(year + 1) else { return nil }
    guard take("-", &text) else { return monday }
    guard let weekday = digits(1, &text), 1...7 ~= weekday else { return nil }
    return monday + weekday - 1
  }

  /// 0 for Monday … 6 for Sunday; 1970-01-01 was a Thursday.
  private static func weekday(of day: Int) -> Int { ((day + 3) % 7 + 7) % 7 }

  private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  private static func length(of month: Int, _ year: Int) -> Int {
    month == 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// Days since 1970-01-01.
  private static func day(year: Int, month: Int, day: Int) -> Int {
    let before = year - 1
    // 719,162 days lie between 0001-01-01 and 1970-01-01.
    let years = 365 * before + before / 4 - before / 100 + before / 400 - 719_162
    return years + (1..<month).reduce(0) { $0 + length(of: $1, year) } + day - 1
  }
}
