import Catalog

/// Reads a table in which each column is a series and each row a time.
struct WideReader {
  private var table: TableReader
  private let request: SeriesRequest
  private var dates: DateReader?
  private var columns: [Int] = []
  private var series = RawSeries()
  private var problems = ColumnProblems()
  private var unnamed: [UnnamedColumn] = []

  init(_ table: TableReader, _ request: SeriesRequest) {
    self.table = table
    self.request = request
  }

  /// The series of the whole file, and what is wrong with its cells: the times are looked at first, since they tell groups of
  /// rows apart.
  consuming func read() throws -> (RawSeries, TableReader, DataError?) {
    guard try table.next() else {
      throw table.headerError(0, "no rows under the header; expected one line for each time")
    }
    let chosen = try request.columns.map { try table.columns.columns($0, "columns") }
    let finder = DateColumns(table: table, chosen: chosen, named: request.dateColumn)
    dates = try finder.reader()
    try chooseColumns(chosen)
    let texts = textColumns()
    if let date = dayColumn, let clock = texts.first(where: { isTimeOfDay($0) }) {
      series.clock = (date, clock)
    }
    series.groupColumns = texts
    series.names = columns.map { table.names[$0] }
    series.places = columns.map { table.places[$0] }
    if let dates { series.times = RawSeries.Times(areNumbers: dates.format.order == .number) }
    repeat {
      try take()
      if series.lines.count == Self.sample { makeRoom() }
    } while try table.next()
    for column in unnamed {
      try column.check(table)
      series.notes.append(
        Finding("ignored", "column \(column.column + 1), which has no name: \(column.content)"))
    }
    let problem = problems.error(
      "hold cells that are no numbers",
      remedy: "list the series in 'columns', or name what holds no value in 'read: {missing: […]}'")
    return (series, table, problem)
  }

  /// Rows after which the number of all is guessed.
  private static let sample = 256

  /// Makes room for as many rows as the file may have: an array that grows by doubling holds three times its values for a moment.
  private mutating func makeRoom() {
    guard let size = table.rows.lines.size, table.rows.lines.position > 0 else { return }
    let rows = Int(1.05 * Double(size) / Double(table.rows.lines.position) * Double(Self.sample)) + 16
    series.values.reserveCapacity(rows * columns.count)
    series.times?.values.reserveCapacity(rows)
  }

  /// Named columns, neither dates nor conditions, whose first cell is a text: one of them may tell groups of rows apart.
  private func textColumns() -> [String] {
    let others = Set((dates?.all ?? []) + table.conditionColumns)
    var probe = table
    return table.names.indices.filter { column in
      guard !others.contains(column), !table.names[column].isEmpty else { return false }
      if case .other = probe.value(column) { return true }
      return false
    }.map { table.names[$0] }
  }

  /// The column of dates, where days are all that is read of the time.
  private var dayColumn: String? {
    guard let dates, dates.time == nil, !dates.format.hasHour, dates.columns.count == 1 else { return nil }
    return table.names[dates.columns[0]]
  }

  /// Whether a column begins with a time like `7:30`.
  private func isTimeOfDay(_ name: String) -> Bool {
    guard let column = table.names.firstIndex(of: name), let text = try? table.text(column) else {
      return false
    }
    return DateScan.isTimeOfDay(text)
  }

  private mutating func chooseColumns(_ chosen: [Int]?) throws {
    let others = Set((dates?.all ?? []) + table.conditionColumns)
    (columns, unnamed) = try table.numberColumns(chosen, except: others, noun: "series", days: dayColumn)
    guard !columns.isEmpty else {
      let what = dates.map { "'\(table.names[$0.columns[0]])', holds dates" } ?? "has no name"
      throw table.headerError(0, "no series: the only column, \(what)")
    }
  }

  private mutating func take() throws {
    if dates != nil, let time = try dates?.read(table) { series.times?.values.append(time) }
    series.lines.append(table.line)
    for (place, column) in columns.enumerated() {
      switch table.value(column) {
      case .number(let value): series.values.append(value)
      case .missing: series.values.append(.nan)
      case .other:
        let table = table
        problems.note(place, table.names[column]) { table.notANumber(column) }
        series.values.append(.nan)
      }
    }
    for index in unnamed.indices { unnamed[index].take(&table) }
  }
}

/// A column without a name, where all columns are read: ignored if what it holds can be no series.
struct UnnamedColumn {
  let column: Int
  /// What the named columns are, in messages.
  private let noun: String
  private var rows = 0
  private var first = 0.0
  private var isNumbering = true
  private var isEmpty = true
  private var hasNumber = false

  init(column: Int, noun: String) { (self.column, self.noun) = (column, noun) }

  mutating func take(_ table: inout TableReader) {
    defer { rows += 1 }
    switch table.value(column) {
    case .missing: isNumbering = false
    case .other: (isNumbering, isEmpty) = (false, false)
    case .number(let value):
      (isEmpty, hasNumber) = (false, true)
      if rows == 0 { first = value }
      isNumbering = isNumbering && value == first + Double(rows)
    }
  }

  /// What it holds, in words.
  var content: String { isEmpty ? "it is empty" : isNumbering ? "it numbers the rows" : "it holds texts" }

  func check(_ table: TableReader) throws(DataError) {
    guard hasNumber, !isNumbering else { return }
    throw table.headerError(
      column,
      "column \(column + 1) has no name and holds numbers; list the \(noun) in 'columns' to leave it out, or name all columns with 'read: {skip: \(table.settings.skip + 1), header: […]}'"
    )
  }
}

extension TableReader {
  /// What is wrong with a cell of the row at hand that holds no number that can be used.
  ///
  /// - Parameters:
  ///   - column: the cell's column.
  ///   - largest: the largest magnitude.
  ///   - purpose: what a larger one is too large for.
  func notANumber(
    _ column: Int, largest: Double = Self.largest, purpose: String = "squared errors"
  ) -> ColumnProblems.Cell {
    do {
      let text = try text(column)
      if let number = DecimalNumber.value(of: Array(text.utf8).span), abs(number) > largest {
        return ColumnProblems.Cell(
          error: error(
            column,
            "'\(text)' in '\(names[column])' is too large for \(purpose); expected numbers from -\(largest) to \(largest)"
          ))
      }
      var sentence =
        Double(text.filter { !$0.isWhitespace }).map { !$0.isFinite } ?? false
        ? "'\(text)' in '\(names[column])' is not finite; expected numbers such as 12, -0.5 or 1e3"
        : "'\(text)' in '\(names[column])' is not a number; expected numbers such as 12, -0.5 or 1e3"
      let remedy = numbers.hint(text) ?? timeOfDay(column, text)
      if let remedy { sentence += "; \(remedy)" }
      return ColumnProblems.Cell(error: error(column, sentence), remedy: remedy)
    } catch {
      return ColumnProblems.Cell(error: error)
    }
  }

  /// What makes a cell like `7:30` a part of the date.
  private func timeOfDay(_ column: Int, _ text: String) -> String? {
    guard DateScan.isTimeOfDay(text) else { return nil }
    return "say 'read: {date: {columns: […], time: \(names[column])}}' if it is the time of day"
  }
}
