/// Divides the bytes of a CSV file into cells.
struct CSVScanner {
  private let file: String
  private let bytes: [UInt8]
  private var index: Int

  /// The cells found so far, row by row.
  private(set) var cells: [CSVTable.Cell] = []
  /// Cells in the header and so in every row; 0 until the header is read.
  private(set) var width = 0

  /// A scanner at the file's start, behind a byte order mark.
  init(file: String, bytes: [UInt8]) throws(DataError) {
    self.file = file
    self.bytes = bytes
    index = FilePlace.textStart(of: bytes)
    try checkEncoding()
  }

  /// Reads all rows and checks that each is as wide as the first.
  mutating func scan() throws(DataError) {
    cells.reserveCapacity(bytes.count / 4)
    while index < bytes.count {
      let rowStart = cells.count
      try scanRow()
      if width == 0 {
        width = cells.count
      } else if cells.count - rowStart != width {
        throw ragged(rowStart: rowStart)
      }
    }
  }

  private mutating func scanRow() throws(DataError) {
    while true {
      let cell =
        index < bytes.count && bytes[index] == UInt8(ascii: "\"") ? try quotedCell() : try plainCell()
      cells.append(cell)
      guard index < bytes.count else { return }
      let separator = bytes[index]
      index += 1
      switch separator {
      case UInt8(ascii: ","): continue
      case UInt8(ascii: "\n"): return
      default:  // A carriage return: both cell readers stop at nothing else.
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\n") else {
          throw error(at: index - 1, "a carriage return without a line feed; lines end with LF or CRLF")
        }
        index += 1
        return
      }
    }
  }

  private mutating func plainCell() throws(DataError) -> CSVTable.Cell {
    let start = index
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        return CSVTable.Cell(start: start, end: index, isQuoted: false)
      case UInt8(ascii: "\""):
        throw error(
          at: index,
          "a quote inside a cell that does not begin with one; quote the whole cell and double the quote")
      default: index += 1
      }
    }
    return CSVTable.Cell(start: start, end: index, isQuoted: false)
  }

  private mutating func quotedCell() throws(DataError) -> CSVTable.Cell {
    let start = index
    index += 1
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\"") else {
        index += 1
        continue
      }
      index += 1
      guard index < bytes.count else { return CSVTable.Cell(start: start, end: index, isQuoted: true) }
      switch bytes[index] {
      case UInt8(ascii: "\""): index += 1
      case UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        return CSVTable.Cell(start: start, end: index, isQuoted: true)
      default:
        throw error(
          at: index,
          "text after a closing quote; expected a comma, the line's end, or a second quote to mean one")
      }
    }
    throw error(at: start, "the quote that opens here is never closed")
  }

  private func ragged(rowStart: Int) -> DataError {
    let found = cells.count - rowStart
    if found > width {
      return error(
        at: cells[rowStart + width].start,
        "the row has \(count(found)), the header \(count(width)): one cell too many begins here")
    }
    let end = cells[cells.count - 1].end
    if found == 1, cells[rowStart].start == end {
      return error(
        at: end, "the line is empty; the header has \(count(width)), and blank lines are not skipped")
    }
    return error(at: end, "the row ends after \(count(found)), the header has \(count(width))")
  }

  private func count(_ cells: Int) -> String { cells == 1 ? "1 cell" : "\(cells) cells" }

  private func checkEncoding() throws(DataError) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw DataError(file: file, line: 1, column: 1, "the file is UTF-16; needed is UTF-8")
    }
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      let offset = error.byteOffsets.lowerBound
      throw self.error(
        at: offset,
        "the byte 0x\(String(bytes[offset], radix: 16, uppercase: true)) is not UTF-8; save the file as UTF-8"
      )
    }
  }

  private func error(at offset: Int, _ message: String) -> DataError {
    let place = FilePlace(of: offset, in: bytes)
    return DataError(file: file, line: place.line, column: place.column, message)
  }
}
