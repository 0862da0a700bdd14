/// A whole CSV file (RFC 4180) as texts: a header of names and rows of as many cells.
package struct TextTable: Sendable {
  /// The columns' names.
  package let names: [String]
  /// The cells of each row.
  package let rows: [[String]]

  /// Reads a file that is in memory.
  ///
  /// - Throws: ``DataError`` where it is no CSV file, or a row is not as wide as the header.
  package init(file: String, bytes: [UInt8]) throws {
    var reader = RowReader(try LineReader(file: file, ByteStream(bytes)), separator: .comma)
    guard try reader.next() else { throw DataError(file: file, "the file is empty; expected a header") }
    names = reader.cells.map(reader.text)
    var rows: [[String]] = []
    while try reader.next() {
      guard reader.cells.count == names.count else {
        throw DataError(
          file: file, line: reader.line, column: 1,
          "the row has \(TableReader.count(reader.cells.count)), the header \(TableReader.count(names.count))"
        )
      }
      rows.append(reader.cells.map(reader.text))
    }
    self.rows = rows
  }
}
