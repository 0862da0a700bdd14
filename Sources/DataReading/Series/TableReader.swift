import Catalog

/// A table in a file, opened as its settings say: the columns by name, and the rows that are asked for, one at a time.
struct TableReader {
  private(set) var rows: RowReader
  private(set) var numbers: NumberFormat
  let settings: ReadSettings
  /// The columns by name.
  let columns: ColumnNames
  /// Where the header names each column; the first row's cells where there is no header.
  let places: [FilePlace]
  /// Whether the row at hand has no content: all its values are missing.
  private(set) var isBlank = false
  /// The line of the row at hand.
  private(set) var line = 0

  /// Blank rows that were passed, on successive lines; they count only where another row follows.
  private var blanks = 0..<0
  private var holdsRow: Bool
  private var conditions: RowConditions

  init(file: String, _ source: ByteStream, _ settings: ReadSettings) throws {
    let lines = try LineReader(file: file, source, skip: settings.skip, footer: settings.footer)
    let finder = SeparatorFinder(file: file, text: lines.lookahead.text, isAll: lines.lookahead.isAll)
    let separator = try settings.separator ?? finder.find()
    self.settings = settings
    rows = RowReader(lines, separator: separator)
    numbers = NumberFormat(settings.decimal, settings.thousands, separator: separator)
    guard try rows.next() else {
      throw DataError(
        file: file,
        settings.skip > 0
          ? "nothing is left behind the \(settings.skip) lines that 'read: {skip: \(settings.skip)}' leaves out"
          : "the file is empty; expected a header of column names and one line for each time")
    }
    let first = rows
    places = first.places
    switch settings.header {
    case .line:
      columns = ColumnNames(first.cells.map(first.text), file: file)
      holdsRow = false
      if let lines = finder.title(separator, width: first.cells.count) {
        throw first.error(
          at: 0,
          "line \(first.line) has \(Self.count(first.cells.count)), the lines below it have more; "
            + "say 'read: {skip: \(settings.skip + lines)}' if what stands above the header is a title")
      }
      if settings.layout != .transposed { try Self.checkHeader(first, settings, numbers) }
    case .none:
      columns = ColumnNames(first.cells.indices.map { "column_\($0 + 1)" }, file: file)
      holdsRow = true
    case .names(let given):
      guard given.count == first.cells.count else {
        throw ParameterError.notAdmissible(
          name: "read.header", found: "\(given.count) names",
          allowed: "a name for each of the \(first.cells.count) columns of \(file)")
      }
      columns = ColumnNames(given, file: file)
      holdsRow = true
    }
    conditions = try RowConditions(settings.conditions, columns)
  }

  /// The columns' names; empty where the header has none.
  var names: [String] { columns.names }
  var file: String { rows.file }
  /// What separates the cells.
  var separator: Separator { rows.separator }
  /// The columns that rows are chosen by.
  var conditionColumns: [Int] { conditions.columns }

  /// Goes on to the next row that is asked for; `false` at the end.
  mutating func next() throws -> Bool {
    while try advance() {
      if try isAskedFor() { return true }
    }
    try conditions.check()
    try numbers.check(file)
    return false
  }

  private mutating func isAskedFor() throws(DataError) -> Bool {
    for (index, column) in conditions.columns.enumerated() {
      guard !isBlank, conditions.admits(try text(column), at: index) else { return false }
    }
    return true
  }

  private mutating func advance() throws -> Bool {
    if let blank = takeBlank() {
      (line, isBlank) = (blank, true)
      return true
    }
    isBlank = false
    while true {
      if holdsRow {
        holdsRow = false
      } else {
        guard try rows.next() else { return false }
      }
      if rows.cells.count > 1, rows.cells.allSatisfy({ $0.start == $0.end }) {
        // As a spreadsheet leaves them below the data.
        blanks = blanks.isEmpty ? rows.line..<rows.line + 1 : blanks.lowerBound..<rows.line + 1
        continue
      }
      try checkWidth()
      line = rows.line
      guard !blanks.isEmpty else { return true }
      holdsRow = true
      return try advance()
    }
  }

  /// The line of the next blank row, where another row is held behind it.
  private mutating func takeBlank() -> Int? {
    guard holdsRow, let line = blanks.first else { return nil }
    blanks = line + 1..<blanks.upperBound
    return line
  }

  /// A separator more than there are columns ends the header alone, or the rows alone.
  private func checkWidth() throws(DataError) {
    let (found, width) = (rows.cells.count, columns.count)
    if found == width || found == width - 1 && names[width - 1].isEmpty { return }
    if found == width + 1, let last = rows.cells.last, last.start == last.end { return }
    // A row may be too long because a line ends in it that is none.
    for cell in rows.cells { try rows.check(cell) }
    let whose = settings.header == .line ? "the header" : "the first row"
    guard found < width else {
      throw rows.error(
        rows.cells[width],
        "the row has \(Self.count(found)), \(whose) \(Self.count(width)): one cell too many begins here")
    }
    let end = rows.cells[found - 1]
    throw rows.error(
      at: end.isQuoted ? end.end + 1 : end.end,
      "the row ends after \(Self.count(found)), \(whose) has \(Self.count(width))"
    )
  }

  // MARK: Cells of the row at hand

  /// The largest magnitude of a value: the squared errors of 10⁷ such values still add up to a Float64.
  static let largest = 1e150

  /// The text of a cell.
  func text(_ column: Int) throws(DataError) -> String {
    guard !isBlank, column < rows.cells.count else { return "" }
    try rows.check(rows.cells[column])
    return rows.text(rows.cells[column])
  }

  /// Whether a cell lies in the file as these bytes, quoted or not.
  func cell(_ column: Int, isQuoted: Bool, has bytes: [UInt8]) -> Bool {
    guard !isBlank, column < rows.cells.count, rows.cells[column].isQuoted == isQuoted else { return false }
    return rows.withBytes(rows.cells[column]) { cell in
      guard cell.count == bytes.count else { return false }
      for index in bytes.indices where cell[index] != bytes[index] { return false }
      return true
    }
  }

  /// Copies a cell as it lies in the file.
  ///
  /// - Returns: whether it is quoted.
  func copyBytes(_ column: Int, to bytes: inout [UInt8]) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    guard !isBlank, column < rows.cells.count else { return false }
    rows.withBytes(rows.cells[column]) { cell in
      for index in 0..<cell.count { bytes.append(cell[index]) }
    }
    return rows.cells[column].isQuoted
  }

  /// What a cell holds.
  enum Value {
    case number(Double)
    case missing
    case other
  }

  /// What a cell holds, as a number.
  mutating func value(_ column: Int) -> Value {
    guard !isBlank, column < rows.cells.count else { return .missing }
    let cell = rows.cells[column]
    // Most files' numbers have one known form: nothing is copied, and no place is worked out.
    if let point = numbers.onlyPoint {
      if let number = rows.number(cell, point: point) { return value(number) }
    } else if let number = doubtfulNumber(cell) {
      return value(number)
    }
    return rows.withBytes(cell, settings.missing.contains) ? .missing : .other
  }

  private func value(_ number: Double) -> Value {
    settings.missing.contains(number) ? .missing : abs(number) <= Self.largest ? .number(number) : .other
  }

  /// A number whose form is not settled yet, or has digits in groups.
  private mutating func doubtfulNumber(_ cell: RowReader.Cell) -> Double? {
    let rows = rows
    return rows.withBytes(cell) { bytes in numbers.number(bytes) { rows.place(of: cell) } }
  }

  /// An error that points at a cell of the row at hand.
  func error(_ column: Int, _ message: String) -> DataError {
    guard !isBlank, column < rows.cells.count else {
      return DataError(file: file, line: line, column: 1, message)
    }
    return rows.error(rows.cells[column], message)
  }

  /// The place of a cell of the row at hand.
  func place(_ column: Int) -> FilePlace {
    guard !isBlank, column < rows.cells.count else { return FilePlace(line: line, column: 1) }
    return rows.place(of: rows.cells[column])
  }

  /// An error that points at the name of a column.
  func headerError(_ column: Int, _ message: String) -> DataError {
    DataError(file: file, line: places[column].line, column: places[column].column, message)
  }

  static func count(_ cells: Int) -> String { cells == 1 ? "1 cell" : "\(cells) cells" }

  /// A first line of values is no header.
  private static func checkHeader(_ row: RowReader, _ settings: ReadSettings, _ numbers: NumberFormat)
    throws(DataError)
  {
    var numbers = numbers
    var hasNumber = false
    for cell in row.cells {
      try row.check(cell)
      let isNumber = row.withBytes(cell) { bytes in
        numbers.number(bytes, place: { FilePlace(line: 1, column: 1) }) != nil
      }
      hasNumber = hasNumber || isNumber
      guard isNumber || cell.start == cell.end || DateFormat.certain(row.text(cell)) != nil else { return }
    }
    guard hasNumber else { return }
    throw row.error(
      at: 0,
      "the first line holds values only; expected a header of column names, or 'read: {header: false}' where the file has none"
    )
  }
}
