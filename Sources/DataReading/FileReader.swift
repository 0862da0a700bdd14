/// Reads the data files that an experiment names.
///
/// Paths are relative to the experiment file. A file is read a block at a time, so that memory does not grow with its size;
/// one that is gzip inside, whatever its name, is unpacked on the way.
public struct FileReader: Sendable {
  private let stream: @Sendable (String) throws -> ByteStream

  /// A reader that resolves and loads a path; it throws ``DataError`` where the file cannot be read.
  public init(_ read: @escaping @Sendable (String) throws -> [UInt8]) {
    stream = { ByteStream(try read($0)) }
  }

  private init(stream: @escaping @Sendable (String) throws -> ByteStream) { self.stream = stream }

  /// A reader that resolves and opens a path, whose bytes then come block by block.
  public static func streaming(_ open: @escaping @Sendable (String) throws -> ByteStream) -> FileReader {
    FileReader(stream: open)
  }

  /// The bytes of the file at `path`, as they lie, block by block.
  public func open(_ path: String) throws -> ByteStream { try stream(path) }

  /// The bytes of the file at `path`, as they lie.
  public func bytes(_ path: String) throws -> [UInt8] { try bytes(of: open(path)) }

  /// The bytes of the file at `path`, unpacked where it is gzip.
  public func unpacked(_ path: String) throws -> [UInt8] { try bytes(of: content(path)) }

  private func bytes(of stream: ByteStream) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while let block = try stream.next() { bytes += block }
    return bytes
  }

  /// The content of the file at `path`, unpacked where it is gzip.
  func content(_ path: String) throws -> ByteStream {
    try GzipStream.unpacked(open(path), file: path)
  }
}
