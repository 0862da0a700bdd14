/// A moment written as an ISO 8601 date, to be compared with others of its column.
///
/// Forms: `2005-01-31`, `2005-01-31T18:30[:00][Z or ±hh:mm]` (or a space for the T), `2005-01`, `2005-Q1`, `2005-W05`,
/// `2005-W05-1` and `2005`; the shorter ones mean their first moment, a time with an offset the moment in universal time.
/// The calendar is the Gregorian one, from the year 1 to 9999.
package struct CalendarDate: Sendable, Hashable, Comparable {
  /// Seconds since the start of 1970-01-01.
  package let seconds: Int

  /// The forms in words, for messages.
  package static let forms = "2005-01-31, 2005-01-31T18:30, 2005-01, 2005-W05 or 2005"

  /// A moment.
  package init(seconds: Int) { self.seconds = seconds }

  /// Reads a date, or gives `nil` where the text is none or the calendar has no such day.
  package init?(_ text: String) {
    var scan = DateScan(text)
    guard let day = Self.day(&scan) else { return nil }
    var seconds = day * GregorianCalendar.secondsPerDay
    if !scan.isAtEnd {
      // A time follows a whole date alone.
      guard text.utf8.count > 10, text.utf8.contains(UInt8(ascii: ":")) else { return nil }
      guard scan.take("T") || scan.takeSpaces(), let time = scan.time() else { return nil }
      seconds += time
    }
    guard scan.isAtEnd else { return nil }
    self.seconds = seconds
  }

  /// Whole days from the start of 1970-01-01.
  package var days: Int {
    let day = GregorianCalendar.secondsPerDay
    return (seconds - (seconds % day + day) % day) / day
  }

  /// Seconds since the day began.
  var secondsOfDay: Int { seconds - days * GregorianCalendar.secondsPerDay }

  /// `2005-01-31`, or `2005-01-31T18:30:00` where a time is told.
  package var text: String {
    let date = GregorianCalendar.components(days)
    func padded(_ number: Int, _ digits: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
    let day = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
    guard secondsOfDay > 0 else { return day }
    let (hour, minute, second) = (secondsOfDay / 3_600, secondsOfDay / 60 % 60, secondsOfDay % 60)
    return "\(day)T\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))"
  }

  /// Whether the first comes before the second.
  package static func < (a: Self, b: Self) -> Bool { a.seconds < b.seconds }

  /// Reads the day off the front of the text.
  private static func day(_ scan: inout DateScan) -> Int? {
    guard let year = scan.digits(exactly: 4) else { return nil }
    if scan.take("-W") {
      guard let week = scan.digits(exactly: 2) else { return nil }
      guard scan.take("-") else { return GregorianCalendar.day(year: year, week: week) }
      guard let weekday = scan.digits(exactly: 1) else { return nil }
      return GregorianCalendar.day(year: year, week: week, weekday: weekday)
    }
    if scan.take("-Q") {
      guard let quarter = scan.digits(exactly: 1), 1...4 ~= quarter else { return nil }
      return GregorianCalendar.day(year: year, month: 3 * quarter - 2, day: 1)
    }
    guard scan.take("-") else { return GregorianCalendar.day(year: year, month: 1, day: 1) }
    guard let month = scan.digits(exactly: 2) else { return nil }
    guard scan.take("-") else { return GregorianCalendar.day(year: year, month: month, day: 1) }
    guard let day = scan.digits(exactly: 2) else { return nil }
    return GregorianCalendar.day(year: year, month: month, day: day)
  }
}
