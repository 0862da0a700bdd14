import Catalog

/// Finds the columns that tell the time.
struct DateColumns {
  let table: TableReader
  /// The columns that were asked for as series; `nil` where all are.
  let chosen: [Int]?
  /// The key `date_column`.
  let named: String?

  /// The columns' reader; `nil` where the file says that there are no dates.
  ///
  /// `table` stands at its first row.
  ///
  /// - Throws: where no column holds dates beyond doubt, with what the columns could be.
  func reader() throws -> DateReader? {
    switch table.settings.dates {
    case .none:
      if let named {
        throw ParameterError.conflict(
          names: ["date_column", "read.date"], reason: "'\(named)' is to hold dates, and there are to be none"
        )
      }
      return nil
    case .found:
      guard let named else { return try found(format: nil, time: nil) }
      return try reader([table.columns.column(named, "date_column")], nil, nil)
    case .told(let columns, let format, let time):
      if let named, columns != nil {
        throw ParameterError.conflict(
          names: ["date_column", "read.date.columns"], reason: "both name the dates; leave '\(named)' out")
      }
      let time = try time.map { try table.columns.column($0, "read.date.time") }
      if let columns {
        return try reader(
          columns.map { try table.columns.columnOrPlace($0, "read.date.columns") }, format, time)
      }
      if let named { return try reader([table.columns.column(named, "date_column")], format, time) }
      return try found(format: format, time: time)
    }
  }

  /// A reader of columns that were named.
  private func reader(_ columns: [Int], _ format: DateFormat?, _ time: Int?) throws -> DateReader {
    if let both = columns.first(where: { chosen?.contains($0) ?? false }) {
      throw ParameterError.conflict(
        names: ["columns", named == nil ? "read.date" : "date_column"],
        reason: "'\(table.names[both])' cannot be a series and the dates")
    }
    guard let format else {
      let text = try table.text(columns[0])
      if let certain = DateFormat.certain(text) {
        return DateReader(columns: columns, format: certain, time: time, isTold: false)
      }
      if let message = doubt(columns[0], text) { throw table.error(columns[0], message) }
      if DecimalNumber.value(of: Array(text.utf8).span) != nil {
        throw table.error(columns[0], numberMessage(columns[0], text))
      }
      return DateReader(columns: columns, format: DateFormat(.iso), time: time, isTold: false)
    }
    return DateReader(columns: columns, format: format, time: time, isTold: true)
  }

  /// The first column outside those chosen that begins with a date.
  private func found(format: DateFormat?, time: Int?) throws -> DateReader {
    var doubtful: (column: Int, message: String)?
    let chosen = Set(chosen ?? [])
    for column in table.names.indices where !chosen.contains(column) {
      // Columns that are not used may hold anything.
      guard let text = try? table.text(column), !text.isEmpty else { continue }
      if let format {
        let isDate =
          format.order == .number
          ? DecimalNumber.value(of: Array(text.utf8).span) != nil : format.seconds(text) != nil
        if isDate { return DateReader(columns: [column], format: format, time: time, isTold: true) }
      } else if let certain = DateFormat.certain(text) {
        return DateReader(columns: [column], format: certain, time: time, isTold: false)
      } else if doubtful == nil, let message = doubt(column, text) {
        doubtful = (column, message)
      }
    }
    if let doubtful { throw table.error(doubtful.column, doubtful.message) }
    if let format {
      throw table.headerError(
        0,
        "no column begins with a date of the form \(format.word) (\(format.example)); name it with 'read: {date: {columns: […]}}'"
      )
    }
    throw none()
  }

  /// What a text could mean as a date, where that is not certain.
  private func doubt(_ column: Int, _ text: String) -> String? {
    let possible = DateFormat.possible(text)
    guard !possible.isEmpty else { return nil }
    let readings = possible.map { format in
      "\(CalendarDate(seconds: format.seconds(text) ?? 0).text) (\(format.word))"
    }
    let name = table.names[column]
    return
      "'\(text)' under '\(name)' could mean \(readings.joined(separator: " or ")); say which with 'read: {date: {columns: [\(name)], format: \(possible[0].word)}}'"
      + (possible.count > 1
        ? " or format: \(possible.dropFirst().map(\.word).joined(separator: " or "))" : "")
  }

  /// A number that could be a date.
  private func numberMessage(_ column: Int, _ text: String) -> String {
    let formats = [DateFormat.Order.yearMonthDay, .yearMonth, .yearWeek, .year].map { DateFormat($0) }
      .filter { $0.seconds(text) != nil }
    let name = table.names[column]
    guard !formats.isEmpty else {
      return
        "'\(text)' under '\(name)' is a number and no date; expected ISO 8601 dates: \(CalendarDate.forms)"
    }
    let words = formats.map(\.word)
    return
      "'\(text)' under '\(name)' is a number, which could be a date; say how it is written: 'read: {date: {columns: [\(name)], format: \(words[0])}}'"
      + (words.count > 1 ? ", or format: \(words.dropFirst().joined(separator: " or "))" : "")
  }

  /// The error of a file without readable dates, with what its columns could be.
  private func none() -> DataError {
    var parts: [DateFormat.Part: Int] = [:]
    for (column, name) in table.names.enumerated() {
      guard let part = Self.part(of: name), parts[part] == nil else { continue }
      parts[part] = column
    }
    let combinations: [DateFormat] = [
      DateFormat(.yearMonthDay, hasHour: true), DateFormat(.yearMonthDay), DateFormat(.yearWeek),
      DateFormat(.yearMonth), DateFormat(.year),
    ]
    if let format = combinations.first(where: { $0.parts.allSatisfy { parts[$0] != nil } }),
      let first = parts[format.parts[0]]
    {
      let columns = format.parts.compactMap { parts[$0] }.map { table.names[$0] }.joined(separator: ", ")
      return table.headerError(
        first,
        "\(format.parts.count == 1 ? "the column \(columns)" : "the columns \(columns)") could be the dates, and a number is taken for one only where that is said: "
          + "'read: {date: {columns: [\(columns)], format: \(format.word)}}'")
    }
    let dated = table.names.firstIndex { Self.words.contains($0.lowercased()) }
    if let dated {
      let text = (try? table.text(dated)) ?? ""
      let isNumber = DecimalNumber.value(of: Array(text.utf8).span) != nil
      return table.error(
        dated,
        isNumber && parts[.year] == nil && Self.part(of: table.names[dated]) != nil
          ? "'\(table.names[dated])' is named like a part of a date, and no column has the year, without which it is none; name the dates with 'read: {date: {columns: […], format: …}}', or say 'read: {date: false}' if each row is one equal step after the row above it, and list the series in 'columns'"
          : isNumber
            ? numberMessage(dated, text)
            : "\(text.isEmpty ? "an empty cell" : "'\(text)'") under '\(table.names[dated])' is no date; expected ISO 8601 dates (\(CalendarDate.forms)), or 'read: {date: {format: …}}'"
      )
    }
    if let error = transposed() { return error }
    return table.headerError(
      0,
      "no column holds dates, so nothing says that the rows are in order of time; name the dates with 'read: {date: {columns: […], format: …}}', or say 'read: {date: false}' if each row is one equal step after the row above it"
    )
  }

  /// The error of a table whose columns, and not whose rows, are times.
  private func transposed() -> DataError? {
    let year = DateFormat(.year)
    let dated = table.names.indices.filter { column in
      let name = table.names[column]
      return DateFormat.certain(name) != nil || !DateFormat.possible(name).isEmpty
        || year.seconds(name) != nil
    }
    guard dated.count > 2, let first = dated.first else { return nil }
    let areYears = dated.allSatisfy { year.seconds(table.names[$0]) != nil }
    let others = table.names.indices.filter { !dated.contains($0) }
    let series = others.first.map { table.names[$0] } ?? "COLUMN"
    return table.headerError(
      first,
      "no column holds dates, but \(dated.count) columns are named by them, the first '\(table.names[first])'; "
        + "say 'read: {layout: transposed, series: \(series)\(areYears ? ", date: {format: year}" : "")}' if each row is a series"
    )
  }

  /// Names of columns that are no series unless the file says so.
  static let words: Set<String> = [
    "date", "dates", "datetime", "timestamp", "time", "day", "week", "month", "quarter", "year", "hour",
  ]

  private static func part(of name: String) -> DateFormat.Part? {
    DateFormat.Part(rawValue: name.lowercased())
  }
}
