/// A line and column, both from 1, as an editor shows them.
///
/// Lines end with LF. Columns count Unicode scalars; a byte order mark is none.
struct FilePlace: Equatable {
  /// The line.
  let line: Int
  /// The column in it.
  let column: Int

  /// The place of the byte at `offset`, by counting from the file's start.
  init(of offset: Int, in bytes: [UInt8]) {
    var line = 1
    var lineStart = FilePlace.textStart(of: bytes)
    for index in 0..<offset where bytes[index] == UInt8(ascii: "\n") {
      line += 1
      lineStart = index + 1
    }
    self.line = line
    // Bytes 10xxxxxx continue a scalar.
    column = 1 + (lineStart..<max(lineStart, offset)).count { bytes[$0] & 0xC0 != 0x80 }
  }

  /// The offset at which the text begins: behind a byte order mark (U+FEFF), if there is one.
  static func textStart(of bytes: [UInt8]) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }
}
