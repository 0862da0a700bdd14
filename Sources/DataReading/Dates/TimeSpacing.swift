/// The distance from each row of a series to the next.
package enum TimeSpacing: Sendable, Hashable {
  /// So many seconds.
  case seconds(Int)
  /// So many months, on the same day of the month or on its last.
  case months(Int)
  /// From each weekday to the next.
  case weekdays
  /// So much, in the unit of the file's own numbers.
  case units(Double)

  private static let day = GregorianCalendar.secondsPerDay

  /// In words: `1 week`, `15 minutes`, `3 months`.
  package var text: String {
    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    switch self {
    case .weekdays: return "weekdays"
    case .units(let step): return "\(step)"
    case .months(let months): return months % 12 == 0 ? count(months / 12, "year") : count(months, "month")
    case .seconds(let seconds):
      for (unit, noun) in [(7 * Self.day, "week"), (Self.day, "day"), (3_600, "hour"), (60, "minute")]
      where seconds % unit == 0 {
        return count(seconds / unit, noun)
      }
      return count(seconds, "second")
    }
  }

  /// Rows in a season: a year of weeks, months or quarters, a week of days, a day of anything shorter; `nil` where there is none.
  package var season: Int? {
    func whole(_ period: Int, _ step: Int) -> Int? {
      period % step == 0 && step < period ? period / step : nil
    }
    switch self {
    case .weekdays: return 5
    case .units: return nil
    case .months(let months): return whole(12, months)
    case .seconds(let seconds):
      if seconds < Self.day { return whole(Self.day, seconds) }
      guard seconds % Self.day == 0 else { return nil }
      let days = seconds / Self.day
      return days % 7 == 0 ? whole(52, days / 7) : days == 1 ? 7 : nil
    }
  }

  /// How many steps lie between two times; `nil` where no whole number of them does.
  func steps(from first: Double, to second: Double) -> Int? {
    switch self {
    case .seconds(let step):
      let distance = Int(second) - Int(first)
      return distance % step == 0 ? distance / step : nil
    case .units(let step):
      // Fractions of years are rounded where they are written: 1949.083, 1949.167.
      let steps = (second - first) / step
      return abs(steps - steps.rounded()) <= 0.02 ? Int(steps.rounded()) : nil
    case .months(let step):
      let (from, to) = (Month(first), Month(second))
      guard from.isSameDay(as: to) else { return nil }
      let distance = to.number - from.number
      return distance % step == 0 ? distance / step : nil
    case .weekdays:
      let (from, to) = (CalendarDate(seconds: Int(first)), CalendarDate(seconds: Int(second)))
      guard from.secondsOfDay == to.secondsOfDay, Self.isWeekday(from), Self.isWeekday(to) else { return nil }
      let weeks = (to.days - from.days) / 7
      let rest = (from.days + 7 * weeks + 1..<to.days + 1).count { GregorianCalendar.weekday(of: $0) < 5 }
      return 5 * weeks + rest
    }
  }

  /// The time so many steps after another; `reference` is a time of the same series, which tells the day of the month.
  func time(_ steps: Int, after first: Double, reference: Double) -> Double {
    switch self {
    case .seconds(let step): return first + Double(steps * step)
    case .units(let step): return first + Double(steps) * step
    case .months(let step):
      let (month, other) = (Month(first), Month(reference))
      return Month(number: month.number + steps * step, like: month.isLast && !other.isLast ? other : month)
        .time
    case .weekdays:
      var date = Int(first) / Self.day
      for _ in 0..<steps { repeat { date += 1 } while GregorianCalendar.weekday(of: date) > 4 }
      return Double(date * Self.day + CalendarDate(seconds: Int(first)).secondsOfDay)
    }
  }

  private static func isWeekday(_ date: CalendarDate) -> Bool { GregorianCalendar.weekday(of: date.days) < 5 }

  /// A day as its month and its place in it.
  private struct Month {
    /// Months since the year 0.
    let number: Int
    let day: Int
    let secondsOfDay: Int
    let isLast: Bool

    init(_ time: Double) {
      let date = CalendarDate(seconds: Int(time))
      let parts = GregorianCalendar.components(date.days)
      number = parts.year * 12 + parts.month - 1
      day = parts.day
      secondsOfDay = date.secondsOfDay
      isLast = parts.day == GregorianCalendar.length(of: parts.month, parts.year)
    }

    /// The same day of another month.
    init(number: Int, like other: Month) {
      self.number = number
      let length = GregorianCalendar.length(of: number % 12 + 1, number / 12)
      day = other.isLast ? length : min(other.day, length)
      secondsOfDay = other.secondsOfDay
      isLast = day == length
    }

    func isSameDay(as other: Month) -> Bool {
      (day == other.day || isLast && other.isLast) && secondsOfDay == other.secondsOfDay
    }

    var time: Double {
      let start = GregorianCalendar.day(year: number / 12, month: number % 12 + 1, day: day) ?? 0
      return Double(start * GregorianCalendar.secondsPerDay + secondsOfDay)
    }
  }
}

extension TimeSpacing {
  /// The spacing of rising times: that of most of them, where all others are whole multiples of it.
  ///
  /// - Returns: `nil` for a single time, or where no spacing fits all.
  static func found(in times: [Double], areNumbers: Bool) -> TimeSpacing? {
    candidates(times, areNumbers: areNumbers).first { $0.fits(times) }
  }

  /// The spacing of most times, whether or not it fits all: for messages.
  static func commonest(in times: [Double], areNumbers: Bool) -> TimeSpacing? {
    let candidates = candidates(times, areNumbers: areNumbers)
    return candidates.first { $0.fits(times) } ?? candidates.first
  }

  private static func candidates(_ times: [Double], areNumbers: Bool) -> [TimeSpacing] {
    guard times.count > 1 else { return [] }
    let pairs = zip(times, times.dropFirst())
    if areNumbers { return [.units(pairs.map { $1 - $0 }.sorted()[(times.count - 1) / 2])] }
    let seconds = commonest(pairs.lazy.map { Int($1 - $0) }).map { TimeSpacing.seconds($0) }
    // From January 1 to April 1 to July 1 are 91 days each, in a leap year: months are meant wherever they fit.
    let isLong = pairs.allSatisfy { $1 - $0 >= 28 * Double(day) }
    let isShort = pairs.contains { $1 - $0 < Double(day) }
    let whole =
      isShort
      ? nil : commonest(pairs.lazy.map { Month($1).number - Month($0).number }).map { TimeSpacing.months($0) }
    return (isLong ? [whole, seconds] : [seconds, whole]).compactMap { $0 }
  }

  private func fits(_ times: [Double]) -> Bool {
    zip(times, times.dropFirst()).allSatisfy { steps(from: $0, to: $1) != nil }
  }

  /// The commonest number above 0, of several the smallest.
  private static func commonest(_ numbers: some Sequence<Int>) -> Int? {
    var counts: [Int: Int] = [:]
    for number in numbers where number > 0 { counts[number, default: 0] += 1 }
    return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }
}
