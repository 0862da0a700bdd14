/// The rows that a run leaves in one table, as lines of words: the form in which a record keeps them.
///
/// A word is a cell's text, `-` where the cell is empty; spaces, control characters, `%` and a leading `-` that stands alone are
/// written as `%` and two hexadecimal digits of each UTF-8 byte. Words are separated by one space.
public struct TableRows: Sendable, Hashable {
  /// The table's name.
  public let table: String
  /// The names of the columns that the words stand for, in their order.
  public let columns: [String]
  /// The number of rows.
  public private(set) var count = 0
  /// The lines, each with its end.
  public private(set) var lines: [UInt8] = []

  /// No rows yet.
  public init(_ table: String, columns: [String]) {
    self.table = table
    self.columns = columns
  }

  /// Rows that were read: `count` lines, each of as many words as there are columns.
  public init(_ table: String, columns: [String], count: Int, lines: [UInt8]) {
    self.table = table
    self.columns = columns
    self.count = count
    self.lines = lines
  }

  /// Whole lines of rows that were read, each of as many words as there are columns.
  public init(_ table: String, columns: [String], lines: [UInt8]) {
    self.init(
      table, columns: columns, count: lines.count { $0 == UInt8(ascii: "\n") }, lines: lines)
  }

  /// Appends a row of the table.
  public mutating func append<Row>(_ row: Row, of table: Table<Row>) {
    precondition(
      table.columns.count == columns.count, "\(table.schema.name) has not the columns of \(self.table)")
    for index in table.columns.indices {
      if index > 0 { lines.append(UInt8(ascii: " ")) }
      RecordWord.append(table.columns[index].cell(row).text, to: &lines)
    }
    lines.append(UInt8(ascii: "\n"))
    count += 1
  }

  /// Appends the rows of the same table.
  public mutating func append(_ other: TableRows) {
    precondition(
      other.table == table && other.columns == columns, "rows of \(other.table) for those of \(table)")
    lines += other.lines
    count += other.count
  }

  /// The rows one after the other.
  public var rows: some Sequence<TableRow> {
    let columns = columns
    return lines.split(separator: UInt8(ascii: "\n")).lazy.map { TableRow(line: $0, columns: columns) }
  }
}

/// One row of a ``TableRows``, read by the names of its columns.
public struct TableRow: Sendable {
  /// The cells in the order of the columns, as they are written in the record.
  public let words: [ArraySlice<UInt8>]
  private let columns: [String]

  init(line: ArraySlice<UInt8>, columns: [String]) {
    words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    self.columns = columns
  }

  /// The text of a cell; empty where the cell is empty or the row has no such column.
  public subscript(column: String) -> String {
    // A handful of short names are found sooner one by one than by their hashes.
    guard let place = columns.firstIndex(of: column), words.indices.contains(place) else { return "" }
    return RecordWord.text(words[place])
  }

  /// A whole number; `nil` where there is none.
  public func integer(_ column: String) -> Int? { Int(self[column]) }

  /// A number; `nil` where there is none.
  public func number(_ column: String) -> Double? { NumberText.parse(self[column]) }
}
