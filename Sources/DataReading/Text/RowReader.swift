/// Divides lines into the cells of rows (RFC 4180), for any separator.
///
/// A cell may be quoted: a doubled quote in it is a quote, and separators and line ends in it are text. Spaces around a cell
/// are no part of it. A cell is checked when it is read, so that unused columns may hold anything.
struct RowReader {
  /// The bytes of a cell behind the reader's mark; of a quoted one those between its quotes.
  struct Cell {
    var start: Int
    var end: Int
    var isQuoted = false
    /// Whether there are doubled quotes in it.
    var hasQuotes = false
  }

  private(set) var lines: LineReader
  let separator: Separator
  /// The cells of the row.
  private(set) var cells: [Cell] = []
  /// The line on which the row begins.
  private(set) var line = 0

  /// Bytes from the mark to the end of the row, and what of them has been taken.
  private var end = 0
  private var isOpen = false

  init(_ lines: LineReader, separator: Separator) {
    self.lines = lines
    self.separator = separator
  }

  var file: String { lines.file }

  /// Reads the next row; `false` at the end.
  mutating func next() throws -> Bool {
    lines.advance(to: end)
    end = 0
    guard let first = try lines.next() else { return false }
    // Lines that were left out lie before it.
    lines.advance(to: first.range.lowerBound)
    (line, end) = (first.number, first.range.count)
    cells.removeAll(keepingCapacity: true)
    guard end > 0 else {
      throw DataError(
        file: file, line: line, column: 1,
        "the line is empty; blank lines are not skipped, and lines below the data are left out by 'read: {footer: …}'"
      )
    }
    var place = 0
    while true {
      let (hasMore, open) = try scan(from: &place)
      guard open else {
        if !hasMore { return true }
        continue
      }
      // A quoted cell goes on behind the line's end.
      guard let more = try lines.next() else {
        throw error(at: cells[cells.count - 1].start - 1, "the quote that opens here is never closed")
      }
      end = more.range.upperBound
    }
  }

  /// Scans cells from a place up to the row's end.
  ///
  /// - Returns: whether there is more to scan, and whether a quoted cell is open at the end.
  private mutating func scan(from place: inout Int) throws(DataError) -> (hasMore: Bool, isOpen: Bool) {
    let (mark, end) = (lines.mark, self.end)
    let (comma, runs) = (separator.byte, separator == .space)
    var index = place
    var cells = self.cells
    self.cells = []
    var (wasOpen, isLeftOpen) = (isOpen, false)
    var problem: (place: Int, message: String)?
    lines.buffer.withUnsafeBufferPointer { all in
      let bytes = UnsafeBufferPointer(rebasing: all[mark..<mark + end])
      scanning: while true {
        if !wasOpen {
          while index < end, bytes[index] == 0x20 || bytes[index] == 0x09, bytes[index] != comma || runs {
            index += 1
          }
          if runs, index == end, !cells.isEmpty { break }
        }
        if wasOpen || index < end && bytes[index] == UInt8(ascii: "\"") {
          if !wasOpen {
            index += 1
            cells.append(Cell(start: index, end: index, isQuoted: true))
          }
          wasOpen = false
          let cell = cells.count - 1
          while true {
            while index < end, bytes[index] != UInt8(ascii: "\"") { index += 1 }
            if index == end {
              isLeftOpen = true
              break scanning
            }
            if index + 1 < end, bytes[index + 1] == UInt8(ascii: "\"") {
              cells[cell].hasQuotes = true
              index += 2
            } else {
              break
            }
          }
          cells[cell].end = index
          index += 1
          while index < end, bytes[index] == 0x20 || bytes[index] == 0x09, bytes[index] != comma {
            index += 1
          }
          if index < end, bytes[index] != comma, !(runs && bytes[index] == 0x09) {
            problem = (
              index,
              "text after a closing quote; expected the separator, the line's end, or a second quote to mean one"
            )
            break
          }
        } else {
          let start = index
          if runs {
            while index < end, bytes[index] != 0x20, bytes[index] != 0x09 { index += 1 }
          } else {
            while index < end, bytes[index] != comma { index += 1 }
          }
          var last = index
          while last > start, bytes[last - 1] == 0x20 || bytes[last - 1] == 0x09 { last -= 1 }
          cells.append(Cell(start: start, end: last))
        }
        guard index < end else { break }
        index += 1
        if index == end, !runs {
          // A separator at the end opens one more, empty cell.
          cells.append(Cell(start: index, end: index))
          break
        }
      }
    }
    self.cells = cells
    isOpen = isLeftOpen
    place = index
    if let problem { throw error(at: problem.place, problem.message) }
    return (index < end, isOpen)
  }

  // MARK: Looking at cells

  /// Calls `body` with the bytes of a cell, as they lie: doubled quotes are two.
  func withBytes<Result>(_ cell: Cell, _ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
    try body(lines.buffer.span.extracting(lines.mark + cell.start..<lines.mark + cell.end))
  }

  /// The number that a cell spells, with this mark before its fraction; `nil` where it spells none.
  func number(_ cell: Cell, point: UInt8) -> Double? {
    DecimalNumber.value(
      of: lines.buffer.span.extracting(lines.mark + cell.start..<lines.mark + cell.end), point: point)
  }

  /// The text of a cell.
  func text(_ cell: Cell) -> String {
    let bytes = lines.buffer[lines.mark + cell.start..<lines.mark + cell.end]
    guard cell.hasQuotes else { return String(decoding: bytes, as: UTF8.self) }
    return String(decoding: bytes, as: UTF8.self).replacing("\"\"", with: "\"")
  }

  /// What keeps a cell from being read: a quote or a line's end inside one that is not quoted.
  func check(_ cell: Cell) throws(DataError) {
    guard !cell.isQuoted else { return }
    let odd = lines.buffer[lines.mark + cell.start..<lines.mark + cell.end].firstIndex {
      $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") || $0 == 0
    }
    guard let odd else { return }
    switch lines.buffer[odd] {
    case UInt8(ascii: "\""):
      throw error(
        at: odd - lines.mark,
        "a quote inside a cell that does not begin with one; quote the whole cell and double the quote")
    case 0: throw error(at: odd - lines.mark, "a byte 0 in a cell: this is no text")
    default:
      throw error(
        at: odd - lines.mark,
        "a line ends here otherwise than the first line does; expected one kind of line end")
    }
  }

  /// An error that points at a byte of the row.
  func error(at offset: Int, _ message: String) -> DataError {
    let place = place(of: offset)
    return DataError(file: file, line: place.line, column: place.column, message)
  }

  /// An error that points at a cell, its quote included.
  func error(_ cell: Cell, _ message: String) -> DataError {
    error(at: cell.isQuoted ? cell.start - 1 : cell.start, message)
  }
}
