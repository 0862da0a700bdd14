/// The bytes of a file, one block after the other.
public struct ByteStream {
  /// How many bytes there are in all, where that is known beforehand.
  public let size: Int?
  private let read: () throws -> [UInt8]?

  /// A stream of what `read` gives, until it gives `nil`; blocks are not empty.
  public init(size: Int? = nil, _ read: @escaping () throws -> [UInt8]?) {
    self.size = size
    self.read = read
  }

  /// A stream of bytes that are there.
  public init(_ bytes: [UInt8]) {
    var rest: [UInt8]? = bytes.isEmpty ? nil : bytes
    self.init(size: bytes.count) {
      defer { rest = nil }
      return rest
    }
  }

  /// The next block; `nil` at the end.
  public func next() throws -> [UInt8]? { try read() }
}
