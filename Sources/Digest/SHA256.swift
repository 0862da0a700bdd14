/// SHA-256 of a stream of bytes (FIPS 180-4).
///
/// It names runs, keys random streams and guards files. It is not meant for secrets: nothing here is
/// constant-time. swift-crypto would do the same at twice the build time of the whole package.
public struct SHA256: Sendable {
  private var state: InlineArray<8, UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  /// The bytes that do not fill a block yet; `count` mod 64 of them.
  private var pending = InlineArray<64, UInt8>(repeating: 0)
  private var count: UInt64 = 0

  /// An empty message.
  public init() {}

  /// Appends bytes to the message.
  public mutating func update(_ bytes: some Sequence<UInt8>) {
    let done: Void? = bytes.withContiguousStorageIfAvailable { append($0.span) }
    if done == nil { append(Array(bytes).span) }
  }

  /// Appends one byte.
  @inline(__always)
  public mutating func update(byte: UInt8) {
    pending[Int(count % 64)] = byte
    count &+= 1
    guard count % 64 == 0 else { return }
    let block = pending
    compress(block.span)
  }

  /// Appends the eight bytes of a number, most significant first.
  public mutating func update(number: UInt64) {
    for byte in 0..<8 as Range<UInt64> { update(byte: UInt8(truncatingIfNeeded: number >> (56 - 8 * byte))) }
  }

  /// The 32 bytes of the digest of everything appended so far.
  public consuming func finalize() -> [UInt8] {
    let bits = count &* 8
    update(byte: 0x80)
    while count % 64 != 56 { update(byte: 0) }
    update(number: bits)
    var digest: [UInt8] = []
    digest.reserveCapacity(32)
    for byte in 0..<32 {
      digest.append(UInt8(truncatingIfNeeded: state[byte / 4] >> (24 - 8 * UInt32(byte % 4))))
    }
    return digest
  }

  /// The digest of `bytes`.
  public static func digest(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finalize()
  }

  /// The digest of `bytes` as 64 lower-case hexadecimal digits.
  public static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    Hexadecimal.text(digest(bytes))
  }

  /// Completes the pending block, takes whole blocks straight from `bytes`, and keeps the rest.
  private mutating func append(_ bytes: Span<UInt8>) {
    var next = 0
    while next < bytes.count {
      if count % 64 == 0, bytes.count - next >= 64 {
        compress(bytes.extracting(next..<next + 64))
        next += 64
        count &+= 64
      } else {
        update(byte: bytes[unchecked: next])
        next += 1
      }
    }
  }

  /// One block of 64 bytes. The message schedule is kept as its last 16 words.
  private mutating func compress(_ block: Span<UInt8>) {
    precondition(block.count == 64, "not a block")
    var schedule = InlineArray<16, UInt32> { t in
      UInt32(block[unchecked: 4 * t]) << 24 | UInt32(block[unchecked: 4 * t + 1]) << 16
        | UInt32(block[unchecked: 4 * t + 2]) << 8 | UInt32(block[unchecked: 4 * t + 3])
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for start in stride(from: 0, to: 64, by: 16) {
      for t in 0..<16 {
        if start > 0 {
          schedule[t] =
            schedule[t] &+ Self.small(schedule[(t + 1) & 15], 7, 18, 3) &+ schedule[(t + 9) & 15]
            &+ Self.small(schedule[(t + 14) & 15], 17, 19, 10)
        }
        let first =
          h &+ Self.big(e, 6, 11, 25) &+ ((e & f) ^ (~e & g)) &+ Self.constants[start + t] &+ schedule[t]
        let second = Self.big(a, 2, 13, 22) &+ ((a & b) ^ (a & c) ^ (b & c))
        (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
      }
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
    state[5] &+= f
    state[6] &+= g
    state[7] &+= h
  }

  private static func small(_ word: UInt32, _ i: UInt32, _ j: UInt32, _ shift: UInt32) -> UInt32 {
    rotate(word, i) ^ rotate(word, j) ^ (word &>> shift)
  }

  private static func big(_ word: UInt32, _ i: UInt32, _ j: UInt32, _ k: UInt32) -> UInt32 {
    rotate(word, i) ^ rotate(word, j) ^ rotate(word, k)
  }

  private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word &>> count | word &<< (32 &- count)
  }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: InlineArray<64, UInt32> = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}
