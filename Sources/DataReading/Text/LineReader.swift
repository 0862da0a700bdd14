import Glibc

/// Divides a text into lines, a block at a time.
///
/// Lines end with LF, with CRLF, or all of them with CR alone, as files of the old Macintosh do; which of them is seen at
/// the first. Blank lines at the end of the file are no lines, nor are the first `skip` and the last `footer` lines.
///
/// A line is a range of ``buffer``, which stays where it is until the next line is asked for. What lies behind
/// ``mark`` is kept then, and moves with it: a row that goes over several lines is one stretch of bytes behind its mark.
struct LineReader {
  /// Bytes that a row may have: a quote that is never closed must not take the memory of the machine.
  static let longest = 1 << 26
  /// Bytes that are looked at before anything is read.
  static let head = 1 << 17

  /// A line without its end.
  struct Line {
    /// From ``LineReader/mark`` on.
    var range: Range<Int>
    /// The number of the line, from 1.
    let number: Int
  }

  let file: String
  private(set) var buffer: [UInt8] = []
  /// Where the row begins that is being read.
  private(set) var mark = 0

  /// The size of the whole text, where it is known beforehand.
  var size: Int? { source.size }
  /// Bytes before the mark.
  var position: Int { loaded - buffer.count + mark }

  private let source: ByteStream
  private var loaded = 0
  private let footer: Int
  private var isAtEnd = false
  /// Where the search for the next line goes on.
  private var place = 0
  private var ending = Ending.undecided
  private var linesFound = 0
  /// Lines that were found and are not known to lie before the footer, from the mark on; blank lines behind them.
  private var waiting: [Line] = []
  private var blanks = 0

  private enum Ending { case undecided, lineFeed, carriageReturn }

  /// A reader behind the byte order mark and the first `skip` lines.
  init(file: String, _ source: ByteStream, skip: Int = 0, footer: Int = 0) throws {
    self.file = file
    self.source = source
    self.footer = footer
    try load()
    while buffer.count < Self.head, !isAtEnd { try load() }
    if buffer.starts(with: [0xFF, 0xFE]) || buffer.starts(with: [0xFE, 0xFF]) {
      throw DataError(file: file, line: 1, column: 1, "the file is UTF-16; expected UTF-8")
    }
    if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    mark = place
    decideEnding()
    for _ in 0..<skip {
      guard let line = try found() else { break }
      linesFound = line.number
      place = mark + line.range.upperBound + endLength(mark + line.range.upperBound)
      mark = place
    }
  }

  /// What is at hand of the text behind the lines that are left out at its start, for a look ahead, and whether that is all
  /// of it.
  var lookahead: (text: ArraySlice<UInt8>, isAll: Bool) { (buffer[mark...], isAtEnd) }

  /// Forgets what lies before a place behind the mark.
  mutating func advance(to offset: Int) {
    mark += offset
    for index in waiting.indices {
      waiting[index].range =
        waiting[index].range.lowerBound - offset..<waiting[index].range.upperBound - offset
    }
  }

  /// The next line; `nil` where there is none.
  mutating func next() throws -> Line? {
    while true {
      // Blank lines that stand right before the footer, as at the end of a file, are no lines.
      if waiting.prefix(max(0, waiting.count - footer)).contains(where: { !$0.range.isEmpty }) {
        return waiting.removeFirst()
      }
      guard let line = try found() else { return nil }
      linesFound += 1
      place = mark + line.range.upperBound
      place += endLength(place)
      if line.range.isEmpty {
        blanks += 1
        continue
      }
      // Of a run of blank lines only so many can matter as the footer has, and one that is refused.
      for back in stride(from: min(blanks, footer + 1), to: 0, by: -1) {
        waiting.append(
          Line(range: line.range.lowerBound..<line.range.lowerBound, number: line.number - back))
      }
      blanks = 0
      waiting.append(line)
    }
  }

  /// Finds the line that begins at ``place``, from the mark on, without passing it.
  private mutating func found() throws -> Line? {
    let start = place - mark
    var searched = place
    while true {
      let end = ending == .carriageReturn ? UInt8(ascii: "\r") : UInt8(ascii: "\n")
      let hit = buffer.withUnsafeBufferPointer { bytes -> Int? in
        guard let base = bytes.baseAddress, searched < bytes.count else { return nil }
        guard let found = memchr(base + searched, Int32(end), bytes.count - searched) else { return nil }
        return UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base
      }
      if let hit { return try line(start..<hit - mark) }
      if isAtEnd {
        guard mark + start < buffer.count else { return nil }
        return try line(start..<buffer.count - mark)
      }
      searched = buffer.count
      guard buffer.count - mark <= Self.longest else {
        throw DataError(
          file: file, line: linesFound + 1,
          "the line or quoted cell is longer than \(Self.longest >> 20) MiB; is a quote never closed, or this no text table?"
        )
      }
      let before = mark
      try load()
      searched -= before - mark
    }
  }

  /// A line that was found, with the carriage return of CRLF left out.
  private func line(_ range: Range<Int>) throws(DataError) -> Line {
    var end = range.upperBound
    if ending != .carriageReturn, end > range.lowerBound, buffer[mark + end - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    let line = Line(range: range.lowerBound..<end, number: linesFound + 1)
    try check(line)
    return line
  }

  /// Bytes of the line's end that begins at `offset`.
  private func endLength(_ offset: Int) -> Int {
    guard offset < buffer.count else { return 0 }
    if ending != .carriageReturn, buffer[offset] == UInt8(ascii: "\r") {
      return offset + 1 < buffer.count ? 2 : 1
    }
    return 1
  }

  private func check(_ line: Line) throws(DataError) {
    let bytes = buffer.span.extracting(mark + line.range.lowerBound..<mark + line.range.upperBound)
    do {
      _ = try UTF8Span(validating: bytes)
    } catch {
      let place = error.byteOffsets.lowerBound
      let byte = String(bytes[place], radix: 16, uppercase: true)
      throw DataError(
        file: file, line: line.number, column: Self.column(bytes, place),
        "the byte 0x\(byte) is not UTF-8; save the file as UTF-8")
    }
  }

  /// The column of a byte of a line, from 1, in Unicode scalars.
  static func column(_ line: Span<UInt8>, _ offset: Int) -> Int {
    var column = 1
    // Bytes 10xxxxxx continue a scalar.
    for index in 0..<min(offset, line.count) where line[index] & 0xC0 != 0x80 { column += 1 }
    return column
  }

  /// Sees by its first end how lines end.
  private mutating func decideEnding() {
    guard
      let first = buffer[place...].firstIndex(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
    else {
      ending = .lineFeed
      return
    }
    let isAlone =
      buffer[first] == UInt8(ascii: "\r")
      && (first + 1 < buffer.count ? buffer[first + 1] != UInt8(ascii: "\n") : isAtEnd)
    ending = isAlone ? .carriageReturn : .lineFeed
  }

  /// Takes in another block, and moves what is kept to the front.
  private mutating func load() throws {
    guard let block = try source.next() else {
      isAtEnd = true
      return
    }
    if mark > 0 {
      buffer.removeSubrange(0..<mark)
      place -= mark
      mark = 0
    }
    buffer += block
    loaded += block.count
  }
}
