import Catalog

/// Reads the time of each row off its cells.
struct DateReader {
  /// The columns of the date or its parts.
  let columns: [Int]
  let format: DateFormat
  let time: Int?
  /// Whether the format was told, rather than found.
  let isTold: Bool

  /// The last text of a single column and its time: the rows of a long table often tell the same.
  private var last: (text: String, seconds: Double)?

  init(columns: [Int], format: DateFormat, time: Int?, isTold: Bool) {
    (self.columns, self.format, self.time, self.isTold) = (columns, format, time, isTold)
  }

  /// All columns that tell the time.
  var all: [Int] { columns + (time.map { [$0] } ?? []) }

  /// The time of the row at hand.
  mutating func read(_ table: TableReader) throws(DataError) -> Double {
    var seconds: Double
    if columns.count == 1 {
      if format.order != .number, !table.isBlank, let fast = isoDay(table) {
        seconds = fast
      } else {
        let text = try table.text(columns[0])
        if let last, last.text == text {
          seconds = last.seconds
        } else {
          guard let found = self.seconds(of: text) else { throw noDate(table) }
          seconds = found
          last = (text, found)
        }
      }
    } else {
      var parts: [String] = []
      for column in columns { parts.append(try table.text(column)) }
      guard let found = format.seconds(parts: parts) else { throw noDate(table) }
      seconds = Double(found)
    }
    if let time {
      var scan = DateScan(try table.text(time))
      guard let ofDay = scan.time(), scan.isAtEnd else {
        throw table.error(
          time,
          "'\(try table.text(time))' under '\(table.names[time])' is no time of day; expected 18, 18:30 or 6:30 PM"
        )
      }
      seconds += Double(ofDay)
    }
    return seconds
  }

  private func seconds(of text: String) -> Double? {
    if format.order == .number { return DecimalNumber.value(of: Array(text.utf8).span) }
    return format.seconds(text).map { Double($0) }
  }

  /// `2005-01-31` in ISO 8601, without a detour over texts: most files have no other dates.
  private func isoDay(_ table: TableReader) -> Double? {
    guard format.order == .iso, !format.hasHour, columns[0] < table.rows.cells.count else { return nil }
    let cell = table.rows.cells[columns[0]]
    guard cell.end - cell.start == 10 else { return nil }
    return table.rows.withBytes(cell) { bytes -> Double? in
      func digits(_ range: Range<Int>) -> Int? {
        var number = 0
        for index in range {
          guard 48...57 ~= bytes[index] else { return nil }
          number = number * 10 + Int(bytes[index]) - 48
        }
        return number
      }
      guard bytes[4] == 45, bytes[7] == 45, let year = digits(0..<4), let month = digits(5..<7),
        let day = digits(8..<10), let number = GregorianCalendar.day(year: year, month: month, day: day)
      else { return nil }
      return Double(number * GregorianCalendar.secondsPerDay)
    }
  }

  /// The error for a row whose cells tell no time.
  private func noDate(_ table: TableReader) -> DataError {
    let names = columns.map { "'\(table.names[$0])'" }.joined(separator: ", ")
    let texts = columns.map { (try? table.text($0)) ?? "" }
    let found =
      texts.allSatisfy(\.isEmpty) ? "an empty cell" : texts.map { "'\($0)'" }.joined(separator: ", ")
    var message = "\(found) under \(names) is no date"
    if format.order == .yearWeek, let year = Int(texts[0]), let weeks = GregorianCalendar.weeks(in: year) {
      message += "; ISO weeks are meant, of which \(year) has \(weeks)"
    }
    message +=
      isTold
      ? "; expected \(format.word): \(format.example)"
      : "; expected ISO 8601 dates: \(CalendarDate.forms); other forms need 'read: {date: {format: …}}'"
    return table.error(columns[0], message)
  }
}
