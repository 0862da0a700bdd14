import Digest

/// The name of one random stream: a 128-bit hash of the root seed and a path.
///
/// Keys are never made by arithmetic on seeds: neighboring seeds or paths give unrelated keys. The hash is
/// a chain, so that a key can be extended without knowing how it came about:
///
///     key(seed)          = first 128 bits of SHA-256(D ‖ 0 ‖ seed)
///     key(path + [text]) = first 128 bits of SHA-256(D ‖ 1 ‖ key(path) ‖ count ‖ UTF-8 bytes of the text)
///     key(path + [n])    = first 128 bits of SHA-256(D ‖ 2 ‖ key(path) ‖ n)
///
/// D is one byte with the length of ``StreamVersion/current`` and its bytes; 0, 1 and 2 are single bytes;
/// seed, count and n are 64-bit integers, key(path) is 16 bytes, all of them most significant byte first.
/// Every part has a known length, so different paths always hash different messages.
public struct StreamKey: Sendable, Hashable {
  /// One part of a path.
  public enum Element: Sendable, Hashable {
    /// A word, such as a purpose.
    case label(String)
    /// A number, such as a replicate.
    case index(UInt64)
  }

  /// The first 64 bits of the hash: the key of the philox blocks.
  public let high: UInt64
  /// The second 64 bits of the hash.
  public let low: UInt64

  /// The key of a path under a root seed.
  public init(seed: UInt64, path: [Element]) {
    var message = Self.domain
    message.update(byte: 0)
    message.update(number: seed)
    self = path.reduce(Self(message)) { $0.appending($1) }
  }

  /// The key of a path that is longer by `element`.
  public func appending(_ element: Element) -> StreamKey {
    var message = Self.domain
    switch element {
    case .label(let text):
      message.update(byte: 1)
      append(to: &message)
      message.update(number: UInt64(text.utf8.count))
      message.update(text.utf8)
    case .index(let number):
      message.update(byte: 2)
      append(to: &message)
      message.update(number: number)
    }
    return Self(message)
  }

  /// What every message begins with.
  private static let domain: SHA256 = {
    var message = SHA256()
    message.update(byte: UInt8(StreamVersion.current.utf8.count))
    message.update(StreamVersion.current.utf8)
    return message
  }()

  private func append(to message: inout SHA256) {
    message.update(number: high)
    message.update(number: low)
  }

  private init(_ message: SHA256) {
    let digest = message.finalize()
    high = Self.number(digest[0..<8])
    low = Self.number(digest[8..<16])
  }

  private static func bytes(_ number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension StreamKey: CustomStringConvertible {
  /// The 32 hexadecimal digits of the key.
  public var description: String { Hexadecimal.text(Self.bytes(high) + Self.bytes(low)) }
}
