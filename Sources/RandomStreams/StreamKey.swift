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
    let root = Self(message: [0] + Self.bytes(seed))
    self = path.reduce(root) { $0.appending($1) }
  }

  /// The key of a path that is longer by `element`.
  public func appending(_ element: Element) -> StreamKey {
    let parent = Self.bytes(high) + Self.bytes(low)
    switch element {
    case .label(let text):
      let utf8 = Array(text.utf8)
      return Self(message: [1] + parent + Self.bytes(UInt64(utf8.count)) + utf8)
    case .index(let number):
      return Self(message: [2] + parent + Self.bytes(number))
    }
  }

  private init(message: [UInt8]) {
    let domain = Array(StreamVersion.current.utf8)
    let digest = SHA256.digest([UInt8(domain.count)] + domain + message)
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
