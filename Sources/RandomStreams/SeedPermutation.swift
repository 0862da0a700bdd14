import Digest

/// A keyed permutation of the numbers of a given width: how streams get seeds that cannot collide.
///
/// A Feistel network of eight rounds on two halves of bits/2 bits, its round keys the eight words of
/// SHA-256(D ‖ "gsl-seeds" ‖ root seed), with D as in ``StreamKey``, the root seed as eight bytes and words
/// read, most significant byte first. One round takes (left, right) to (right, left ⊕ F(right)); F is a
/// multiply-and-shift hash of 32 bits (``mix(_:_:)``), cut to a half's width.
package struct SeedPermutation {
  /// One key a round.
  package let roundKeys: [UInt32]
  /// The width of a half.
  package let halfBits: UInt32

  /// The permutation of the numbers below 2^bits under a root seed; `bits` is even and at most 32.
  package init(seed: UInt64, bits: Int) {
    precondition(bits % 2 == 0 && (2...32).contains(bits), "an even width to 32 bits, found \(bits)")
    let domain = Array(StreamVersion.current.utf8)
    let root = (0..<8).map { UInt8(truncatingIfNeeded: seed >> (56 - 8 * UInt64($0))) }
    let digest = SHA256.digest([UInt8(domain.count)] + domain + Array("gsl-seeds".utf8) + root)
    roundKeys = (0..<8).map { word in
      digest[4 * word..<4 * word + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
    halfBits = UInt32(bits / 2)
  }

  /// Where the permutation takes a number.
  package func image(_ number: UInt32) -> UInt32 {
    let mask: UInt32 = 1 << halfBits - 1
    var (left, right) = (number >> halfBits, number & mask)
    for key in roundKeys { (left, right) = (right, left ^ Self.mix(right, key) & mask) }
    return left << halfBits | right
  }

  /// The image, with 0 replaced by the image of the largest number, which is not an argument.
  ///
  /// So nothing becomes 0, which means a default to GSL's generators, and still no two numbers meet.
  package func nonzeroImage(_ number: UInt32) -> UInt32 {
    let largest = UInt32.max >> (32 - 2 * halfBits)
    precondition(number < largest, "\(number) is not below \(largest)")
    let image = image(number)
    return image == 0 ? self.image(largest) : image
  }

  /// 16 bits that depend on every bit of `half` and `key`.
  private static func mix(_ half: UInt32, _ key: UInt32) -> UInt32 {
    var word = (half &* 0x9e37_79b1) ^ key
    word = (word ^ word >> 16) &* 0x21f0_aaad
    word = (word ^ word >> 15) &* 0x735a_2d97
    return word >> 16
  }
}
