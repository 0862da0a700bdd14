/// How the dates of a file are written.
///
/// In one column the parts stand in the order of the name, with any of `-`, `/`, `.`, `,` and spaces between them, or,
/// in digits alone, with nothing: `20050131`. Months may be English names, years two digits: 70 to 99 mean 1970 to 1999, 00
/// to 69 mean 2000 to 2069. In several columns each holds a part. With `_hour` a time of day follows.
package struct DateFormat: Sendable, Hashable {
  /// The parts and their order.
  package enum Order: String, Sendable, CaseIterable {
    case iso
    case yearMonthDay = "year_month_day"
    case dayMonthYear = "day_month_year"
    case monthDayYear = "month_day_year"
    case yearMonth = "year_month"
    case yearWeek = "year_week"
    case year
    case number
  }

  /// A part of a date.
  enum Part: String {
    case year, month, day, week, hour
  }

  /// The parts and their order.
  let order: Order
  /// Whether a time of day follows.
  let hasHour: Bool

  init(_ order: Order, hasHour: Bool = false) { (self.order, self.hasHour) = (order, hasHour) }

  /// The words of the experiment file.
  package static let words =
    Order.allCases.map(\.rawValue) + Order.allCases.filter { $0 != .number }.map { $0.rawValue + "_hour" }

  /// The format of a word.
  package init?(_ word: String) {
    let hasHour = word.hasSuffix("_hour")
    guard let order = Order(rawValue: hasHour ? String(word.dropLast(5)) : word),
      !(hasHour && order == .number)
    else {
      return nil
    }
    self.init(order, hasHour: hasHour)
  }

  /// The word of the experiment file.
  var word: String { order.rawValue + (hasHour ? "_hour" : "") }

  /// The parts, each of which may be a column; none where a date is one text.
  var parts: [Part] {
    let date: [Part] =
      switch order {
      case .iso, .number: []
      case .yearMonthDay: [.year, .month, .day]
      case .dayMonthYear: [.day, .month, .year]
      case .monthDayYear: [.month, .day, .year]
      case .yearMonth: [.year, .month]
      case .yearWeek: [.year, .week]
      case .year: [.year]
      }
    return date.isEmpty ? [] : date + (hasHour ? [.hour] : [])
  }

  /// An example of the format, for messages.
  var example: String {
    let date =
      switch order {
      case .iso: "2005-01-31"
      case .yearMonthDay: "2005-01-31 or 20050131"
      case .dayMonthYear: "31/01/2005"
      case .monthDayYear: "01/31/2005"
      case .yearMonth: "2005-01 or 200501"
      case .yearWeek: "2005-W05 or 200505"
      case .year: "2005"
      case .number: "12 or 1949.5"
      }
    return hasHour ? "\(date), each with a time such as 18:30" : date
  }

  /// The moment that the text of one column tells, in seconds since the start of 1970-01-01; `nil` where it tells none.
  func seconds(_ text: String) -> Int? {
    if order == .iso {
      guard let date = CalendarDate(text) else { return nil }
      return hasHour && !text.utf8.contains(UInt8(ascii: ":")) ? nil : date.seconds
    }
    var scan = DateScan(text)
    guard let day = day(&scan) else { return nil }
    var seconds = day * GregorianCalendar.secondsPerDay
    if hasHour {
      guard scan.take("T") || scan.takeBetween(), let time = scan.time() else { return nil }
      seconds += time
    }
    return scan.isAtEnd ? seconds : nil
  }

  /// The moment that the texts of several columns tell, a part each.
  func seconds(parts texts: [String]) -> Int? {
    var values: [Part: Int] = [:]
    for (part, text) in zip(parts, texts) {
      var scan = DateScan(text)
      let value: Int? =
        switch part {
        case .year: scan.digits().flatMap(Self.year)
        case .month: scan.monthName() ?? scan.digits()?.number
        case .week:
          {
            _ = scan.take("W"); return scan.digits()?.number
          }()
        case .day: scan.digits()?.number
        case .hour: scan.time()
        }
      guard let value, scan.isAtEnd else { return nil }
      values[part] = value
    }
    return day(values).map { $0 * GregorianCalendar.secondsPerDay + (values[.hour] ?? 0) }
  }

  private func day(_ values: [Part: Int]) -> Int? {
    guard let year = values[.year] else { return nil }
    if let week = values[.week] { return GregorianCalendar.day(year: year, week: week) }
    return GregorianCalendar.day(year: year, month: values[.month] ?? 1, day: values[.day] ?? 1)
  }

  /// A date in one text, off its front.
  private func day(_ scan: inout DateScan) -> Int? {
    let parts = parts.filter { $0 != .hour }
    var values: [Part: Int] = [:]
    let together = parts.reduce(0) { $0 + ($1 == .year ? 4 : 2) }
    let isTogether = parts.count > 1 && scan.digitsAhead == together
    for (index, part) in parts.enumerated() {
      if isTogether {
        values[part] = scan.digits(exactly: part == .year ? 4 : 2)
        continue
      }
      if index > 0, !scan.takeBetween(), part != .week { return nil }
      switch part {
      case .year: values[part] = scan.digits().flatMap(Self.year)
      case .month:
        values[part] = scan.monthName() ?? scan.digits().flatMap { $0.count <= 2 ? $0.number : nil }
      case .week:
        _ = scan.take("W")
        values[part] = scan.digits().flatMap { $0.count <= 2 ? $0.number : nil }
      case .day, .hour: values[part] = scan.digits().flatMap { $0.count <= 2 ? $0.number : nil }
      }
      if values[part] == nil { return nil }
    }
    return values.count == parts.count ? day(values) : nil
  }

  /// A year of four digits, or of two by the pivot 70.
  private static func year(_ digits: (number: Int, count: Int)) -> Int? {
    switch digits.count {
    case 4: digits.number
    case 2: digits.number + (digits.number < 70 ? 2_000 : 1_900)
    default: nil
    }
  }
}

extension DateFormat {
  /// The format that a text has beyond doubt: ISO 8601, the year in front, or the month by its name beside a year of four
  /// digits. Numbers alone are values, even where they could be years.
  static func certain(_ text: String) -> DateFormat? {
    if DecimalNumber.value(of: Array(text.utf8).span) != nil { return nil }
    if CalendarDate(text) != nil { return DateFormat(.iso) }
    let hasName = text.unicodeScalars.contains { $0.properties.isAlphabetic && $0.isASCII }
    let hasYear = text.split { !$0.isNumber }.contains { $0.count == 4 }
    let startsWithYear = text.prefix { $0.isNumber }.count == 4
    for hasHour in [false, true] where hasYear {
      let ymd = DateFormat(.yearMonthDay, hasHour: hasHour)
      if startsWithYear, ymd.seconds(text) != nil { return ymd }
      guard hasName, !startsWithYear else { continue }
      for order in [Order.dayMonthYear, .monthDayYear] {
        let format = DateFormat(order, hasHour: hasHour)
        if format.seconds(text) != nil { return format }
      }
    }
    return nil
  }

  /// The formats of which a text could be one, but that it does not tell apart.
  static func possible(_ text: String) -> [DateFormat] {
    guard DecimalNumber.value(of: Array(text.utf8).span) == nil else { return [] }
    return [Order.dayMonthYear, .monthDayYear, .yearMonthDay].flatMap { order in
      [false, true].map { DateFormat(order, hasHour: $0) }
    }.filter { $0.seconds(text) != nil }
  }
}
