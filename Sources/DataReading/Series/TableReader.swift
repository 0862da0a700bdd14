import Catalog

/// A table in a file, opened as its settings say: the columns by name, and the rows that are asked for, one at a time.
struct TableReader {
  private(set) var rows: RowReader
  private(set) var numbers: NumberFormat
  let settings: ReadSettings
  /// The columns' names; empty where the header has none.
  let names: [String]
  /// Where the header names each column; the first row's cells where there is no header.
  let places: [FilePlace]
  /// Whether the row at hand has no content: all its values are missing.
  private(set) var isBlank = false
  /// The line of the row at hand.
  private(set) var line = 0

  /// Blank rows that were passed, which count only where another row follows.
  private var blankLines: [Int] = []
  private var holdsRow: Bool
  private let conditions: [Condition]
  private var seen: [Set<String>]

  /// Only rows whose cell in a column is one of these.
  private struct Condition {
    let column: Int
    let values: [[UInt8]]
  }

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
      names = first.cells.map(first.text)
      holdsRow = false
      if let lines = finder.title(separator, width: names.count) {
        throw first.error(
          at: 0,
          "line \(first.line) has \(Self.count(names.count)), the lines below it have more; "
            + "say 'read: {skip: \(settings.skip + lines)}' if what stands above the header is a title")
      }
      if settings.layout != .transposed { try Self.checkHeader(first, settings, numbers) }
    case .none:
      names = first.cells.indices.map { "column_\($0 + 1)" }
      holdsRow = true
    case .names(let given):
      guard given.count == first.cells.count else {
        throw ParameterError.notAdmissible(
          name: "read.header", found: "\(given.count) names",
          allowed: "a name for each of the \(first.cells.count) columns of \(file)")
      }
      names = given
      holdsRow = true
    }
    let known = names
    conditions = try settings.conditions.map { condition in
      Condition(
        column: try Self.column(condition.column, "read.where", in: known, file: file),
        values: condition.values.map { Array($0.utf8) })
    }
    seen = Array(repeating: [], count: settings.conditions.count)
  }

  var file: String { rows.file }
  /// What separates the cells.
  var separator: Separator { rows.separator }
  /// The columns that rows are chosen by.
  var conditionColumns: [Int] { conditions.map(\.column) }

  /// Goes on to the next row that is asked for; `false` at the end.
  mutating func next() throws -> Bool {
    while try advance() {
      if try isAskedFor() { return true }
    }
    try checkConditions()
    try numbers.check(file)
    return false
  }

  private mutating func advance() throws -> Bool {
    if !blankLines.isEmpty, holdsRow {
      (line, isBlank) = (blankLines.removeFirst(), true)
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
        if blankLines.count < 1_000_000 { blankLines.append(rows.line) }
        continue
      }
      try checkWidth()
      line = rows.line
      guard !blankLines.isEmpty else { return true }
      holdsRow = true
      (line, isBlank) = (blankLines.removeFirst(), true)
      return true
    }
  }

  /// A separator more than there are columns ends the header alone, or the rows alone.
  private func checkWidth() throws(DataError) {
    let (found, width) = (rows.cells.count, names.count)
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

  private mutating func isAskedFor() throws(DataError) -> Bool {
    for (index, condition) in conditions.enumerated() {
      guard !isBlank else { return false }
      let cell = rows.cells[condition.column]
      try rows.check(cell)
      let text = Array(rows.text(cell).utf8)
      if seen[index].count < 1_000 { seen[index].insert(String(decoding: text, as: UTF8.self)) }
      guard condition.values.contains(text) else { return false }
    }
    return true
  }

  /// A value of `where` that no row has is a mistake.
  private func checkConditions() throws {
    for (condition, seen) in zip(conditions, seen) where seen.count < 1_000 {
      for value in condition.values.map({ String(decoding: $0, as: UTF8.self) }) where !seen.contains(value) {
        let known = seen.sorted()
        let list = known.prefix(20).joined(separator: ", ") + (known.count > 20 ? ", …" : "")
        throw ParameterError.notAdmissible(
          name: "read.where.\(names[condition.column])",
          found: "'\(value)', which no row has\(NearestName.hint(for: value, among: known))",
          allowed: "a value of that column: \(list)")
      }
    }
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
    // Most files' numbers have one form, which is known: nothing is copied and nobody is asked for a place.
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
    return rows.withBytes(cell) { bytes in numbers.number(bytes) { rows.position(cell.start) } }
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
    let cell = rows.cells[column]
    let (line, column) = rows.position(cell.isQuoted ? cell.start - 1 : cell.start)
    return FilePlace(line: line, column: column)
  }

  /// An error that points at the name of a column.
  func headerError(_ column: Int, _ message: String) -> DataError {
    DataError(file: file, line: places[column].line, column: places[column].column, message)
  }

  // MARK: Columns

  /// The column that a setting names: by its name, which must be there once, or by its place from 1 where no name is that.
  func column(_ name: String, _ setting: String) throws -> Int {
    try Self.column(name, setting, in: names, file: file)
  }

  /// The same for the columns of dates, which may be told by their places.
  func columnOrPlace(_ name: String, _ setting: String) throws -> Int {
    if !names.contains(name), let place = Int(name), 1...names.count ~= place { return place - 1 }
    return try Self.column(name, setting, in: names, file: file)
  }

  static func column(_ name: String, _ setting: String, in names: [String], file: String) throws -> Int {
    guard let index = names.firstIndex(of: name) else {
      let known = names.filter { !$0.isEmpty }
      let list = known.prefix(60).joined(separator: ", ") + (known.count > 60 ? ", …" : "")
      throw ParameterError.notAdmissible(
        name: setting, found: "'\(name)'\(NearestName.hint(for: name, among: known))",
        allowed: "a column of \(file): \(list)")
    }
    if let second = names[(index + 1)...].firstIndex(of: name) {
      throw ParameterError.notAdmissible(
        name: setting, found: "'\(name)', the name of the columns \(index + 1) and \(second + 1) of \(file)",
        allowed: "a name that one column has")
    }
    return index
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
        numbers.number(bytes, place: { (1, 1) }) != nil
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

extension RowReader {
  /// Where the row's cells begin, quotes included.
  var places: [FilePlace] {
    // Lines and columns are counted on from cell to cell: a row may have 100,000.
    var place = FilePlace(line: line, column: 1)
    var offset = 0
    return cells.map { cell in
      let start = cell.isQuoted ? cell.start - 1 : cell.start
      for index in offset..<max(offset, start) {
        let byte = lines.buffer[lines.mark + index]
        if byte == UInt8(ascii: "\n") {
          place = FilePlace(line: place.line + 1, column: 1)
        } else if byte & 0xC0 != 0x80 {
          place = FilePlace(line: place.line, column: place.column + 1)
        }
      }
      offset = max(offset, start)
      return place
    }
  }
}
