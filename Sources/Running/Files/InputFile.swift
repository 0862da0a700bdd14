/// A file being read piece by piece, however large it is.
struct InputFile: ~Copyable {
  private static let pieceSize = 1 << 18

  private let file: RegularFile
  private var buffer = [UInt8](repeating: 0, count: pieceSize)

  /// Opens a file.
  init(_ path: String) throws(IOError) { file = try RegularFile(path) }

  /// The size in bytes.
  var size: Int { file.size }

  /// The next bytes; `nil` at the end.
  mutating func next() throws(IOError) -> ArraySlice<UInt8>? {
    let count = buffer.withUnsafeMutableBytes { bytes in
      Result { () throws(IOError) in try file.read(into: bytes) }
    }
    let read = try count.get()
    return read > 0 ? buffer[..<read] : nil
  }
}
