import Glibc

/// A file being read piece by piece, however large it is.
struct InputFile: ~Copyable {
  private static let pieceSize = 1 << 18

  private let path: String
  private let descriptor: Int32
  private var buffer = [UInt8](repeating: 0, count: pieceSize)

  /// Opens a file.
  init(_ path: String) throws(IOError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw IOError(.read, path) }
    self.path = path
  }

  deinit { _ = close(descriptor) }

  /// The size in bytes.
  func size() throws(IOError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw IOError(.read, path) }
    return Int(status.st_size)
  }

  /// The next bytes; `nil` at the end.
  mutating func next() throws(IOError) -> ArraySlice<UInt8>? {
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress!, $0.count) }
      if count > 0 { return buffer[..<count] }
      if count == 0 { return nil }
      guard errno == EINTR else { throw IOError(.read, path) }
    }
  }
}
