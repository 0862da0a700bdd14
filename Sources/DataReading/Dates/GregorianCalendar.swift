/// The Gregorian calendar, as whole days from 1970-01-01.
enum GregorianCalendar {
  static let secondsPerDay = 86_400

  /// The number of a day; `nil` where the calendar has no such day.
  static func day(year: Int, month: Int, day: Int) -> Int? {
    guard 1...9_999 ~= year, 1...12 ~= month, 1...length(of: month, year) ~= day else { return nil }
    let before = year - 1
    // 719,162 days lie between 0001-01-01 and 1970-01-01.
    let years = 365 * before + before / 4 - before / 100 + before / 400 - 719_162
    return years + (1..<month).reduce(0) { $0 + length(of: $1, year) } + day - 1
  }

  /// The day of an ISO week, from 1 for Monday; week 1 is the one that holds January 4. `nil` where the year has no such week.
  static func day(year: Int, week: Int, weekday: Int = 1) -> Int? {
    guard week > 0, 1...7 ~= weekday, let first = firstMonday(year), let next = firstMonday(year + 1) else {
      return nil
    }
    let monday = first + 7 * (week - 1)
    return monday < next ? monday + weekday - 1 : nil
  }

  /// Weeks of an ISO year: 52 or 53.
  static func weeks(in year: Int) -> Int? {
    guard let first = firstMonday(year), let next = firstMonday(year + 1) else { return nil }
    return (next - first) / 7
  }

  /// Year, month and day of a day's number.
  static func components(_ day: Int) -> (year: Int, month: Int, day: Int) {
    // Hinnant's civil_from_days: years begin in March, so that the day of February 29 is the last.
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  /// 0 for Monday … 6 for Sunday; 1970-01-01 was a Thursday.
  static func weekday(of day: Int) -> Int { ((day + 3) % 7 + 7) % 7 }

  static func length(of month: Int, _ year: Int) -> Int {
    month == 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  private static func firstMonday(_ year: Int) -> Int? {
    day(year: year, month: 1, day: 4).map { $0 - weekday(of: $0) }
  }
}
