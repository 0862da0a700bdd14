/// A table of text cells read from a CSV file (RFC 4180), each of which knows its line and column.
///
/// The reader is our own because a message about bad data is only useful if it names the cell, and the place
/// of a cell is what general CSV readers throw away. A cell here is a range of the file's bytes, so its place
/// costs nothing until somebody asks for it.
///
/// Accepted are UTF-8 with or without a byte order mark, lines that end with LF or CRLF (the last may end
/// with the file), a header of distinct names, cells separated by commas, and quoted cells, in which `""`
/// is a quote and line breaks are allowed. Nothing is trimmed and no line is skipped.
package struct CSVTable: Sendable {
  /// The bytes of one cell, quotes included.
  struct Cell {
    var start: Int
    var end: Int
    var isQuoted: Bool
  }

  /// The file as the experiment names it.
  package let file: String
  /// The column names, from the header.
  package let names: [String]
  /// The number of rows under the header.
  package let rowCount: Int

  let bytes: [UInt8]
  /// All cells row by row, the header's first.
  let cells: [Cell]

  /// Reads a whole file.
  ///
  /// - Throws: ``DataError`` at the first thing that is wrong: not UTF-8, empty, no row under the header, a name
  ///   that is empty or there twice, a row longer or shorter than the header, a quote out of place or never
  ///   closed.
  package init(file: String, bytes: [UInt8]) throws(DataError) {
    let isLineEnd = { (byte: UInt8) in byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
    guard !bytes[FilePlace.textStart(of: bytes)...].allSatisfy(isLineEnd) else {
      throw DataError(
        file: file, "the file is empty; needed are a header of column names and one line for each time")
    }
    var scanner = try CSVScanner(file: file, bytes: bytes)
    try scanner.scan()
    self.file = file
    self.bytes = bytes
    cells = scanner.cells
    names = (0..<scanner.width).map { CSVTable.text(of: scanner.cells[$0], in: bytes) }
    rowCount = cells.count / scanner.width - 1
    try checkHeader()
    guard rowCount > 0 else {
      throw error(row: -1, column: 0, "no rows under the header; needed is one line for each time")
    }
  }

  /// The text of a cell without its quotes; rows count from 0 under the header.
  package func text(row: Int, column: Int) -> String {
    CSVTable.text(of: cell(row: row, column: column), in: bytes)
  }

  /// The number a cell holds, or `nil` where it holds something else.
  package func number(row: Int, column: Int) -> Double? {
    let cell = cell(row: row, column: column)
    let quote = cell.isQuoted ? 1 : 0
    return DecimalNumber.value(of: bytes.span.extracting(cell.start + quote..<cell.end - quote))
  }

  /// An error that points at a cell; row −1 is the header.
  package func error(row: Int, column: Int, _ message: String) -> DataError {
    let place = FilePlace(of: cell(row: row, column: column).start, in: bytes)
    return DataError(file: file, line: place.line, column: place.column, message)
  }

  /// The line on which a row begins.
  package func line(ofRow row: Int) -> Int {
    FilePlace(of: cell(row: row, column: 0).start, in: bytes).line
  }

  private func cell(row: Int, column: Int) -> Cell {
    cells[(row + 1) * names.count + column]
  }

  private func checkHeader() throws(DataError) {
    if (0..<names.count).allSatisfy({ number(row: -1, column: $0) != nil }) {
      throw error(row: -1, column: 0, "the first line holds numbers only; needed is a header of column names")
    }
    if names.count == 1, let separator = [";", "\t"].first(where: names[0].contains) {
      throw error(
        row: -1, column: 0,
        "the header is one cell with \(separator == ";" ? "semicolons" : "tabs") in it; "
          + "cells are separated by commas"
      )
    }
    var seen: [String: Int] = [:]
    for (column, name) in names.enumerated() {
      if name.isEmpty {
        throw error(row: -1, column: column, "column \(column + 1) has no name")
      }
      if let first = seen[name] {
        throw error(
          row: -1, column: column, "columns \(first + 1) and \(column + 1) are both named '\(name)'")
      }
      seen[name] = column
    }
  }

  private static func text(of cell: Cell, in bytes: [UInt8]) -> String {
    guard cell.isQuoted else { return String(decoding: bytes[cell.start..<cell.end], as: UTF8.self) }
    var content: [UInt8] = []
    var index = cell.start + 1
    while index < cell.end - 1 {
      content.append(bytes[index])
      index += bytes[index] == UInt8(ascii: "\"") ? 2 : 1
    }
    return String(decoding: content, as: UTF8.self)
  }
}
