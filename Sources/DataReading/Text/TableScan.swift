/// A CSV file (RFC 4180) row by row, of which only the cells that are asked for are read: for tables that are larger than memory.
package struct TableScan {
  /// The columns' names.
  package let names: [String]
  /// The number of the current row of data, from 1; 0 before the first.
  package private(set) var row = 0
  private var reader: RowReader

  /// A scan before its first row.
  ///
  /// - Throws: ``DataError`` where the file is no CSV file; what the stream throws.
  package init(file: String, _ stream: ByteStream) throws {
    reader = RowReader(try LineReader(file: file, stream), separator: .comma)
    guard try reader.next() else { throw DataError(file: file, "the file is empty; expected a header") }
    names = reader.cells.map(reader.text)
  }

  /// Goes to the next row; `false` at the end.
  ///
  /// - Throws: ``DataError`` where it is not as wide as the header.
  package mutating func next() throws -> Bool {
    guard try reader.next() else { return false }
    guard reader.cells.count == names.count else {
      throw DataError(
        file: reader.file, line: reader.line, column: 1,
        "the row has \(TableReader.count(reader.cells.count)), the header \(TableReader.count(names.count))")
    }
    row += 1
    return true
  }

  /// The text of the row's cell in a column, by its place.
  package func text(_ column: Int) -> String { reader.text(reader.cells[column]) }

  /// The number that the row's cell spells in a column; `nil` where it spells no finite one.
  package func number(_ column: Int) -> Double? {
    reader.number(reader.cells[column], point: UInt8(ascii: "."))
  }

  /// Whether the row's cell in a column has the same bytes as the text before it, so that it need not be read again.
  package func holds(_ text: [UInt8], in column: Int) -> Bool {
    reader.withBytes(reader.cells[column]) { bytes in
      guard bytes.count == text.count else { return false }
      for index in 0..<bytes.count where bytes[index] != text[index] { return false }
      return true
    }
  }
}
