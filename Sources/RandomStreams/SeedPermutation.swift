import Digest

/// The 32-bit seeds of GSL's own generators: a keyed permutation of the numbers of their streams.
///
/// GSL's generators keep 32 bits of a seed at most, and 0 stands for a default. Hashing a stream's name to 32
/// bits would make two of 24,000 streams collide with a chance of 6.5 %, and mending collisions needs the whole plan, so that a
/// stream would depend on what else is planned. A permutation cannot collide, and needs to know nothing:
/// streams are numbered densely, and the number goes through a Feistel network of eight rounds keyed by
/// SHA-256(D ‖ "gsl-seeds" ‖ root seed), with D as in ``StreamKey`` and the root seed as eight bytes, most
/// significant first. Nearby numbers become unrelated seeds, which matters because several generators start
/// visibly correlated from seeds that differ by 1.
///
/// Different seeds are different states only where the generator keeps 32 bits: those of 31 bits or fewer (the
/// linear congruential ones of the 1960s to 1980s, such as `randu`) still map some seeds to one state.
package struct SeedPermutation {
  /// One key a round: the digest's words, most significant byte first.
  package let roundKeys: [UInt32]
  /// What the one number that is no stream becomes.
  private let spare: UInt32

  package init(seed: UInt64) {
    let domain = Array(StreamVersion.current.utf8)
    let root = (0..<8).map { UInt8(truncatingIfNeeded: seed >> (56 - 8 * UInt64($0))) }
    let digest = SHA256.digest([UInt8(domain.count)] + domain + Array("gsl-seeds".utf8) + root)
    roundKeys = (0..<8).map { word in
      digest[4 * word..<4 * word + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
    spare = Self.permute(.max, roundKeys)
  }

  /// The seed of stream number `index`, never 0; `index` is below 2³² − 1.
  ///
  /// Number 2³² − 1 is never used, so its image is free to stand in for 0.
  package func seed(index: UInt32) -> UInt32 {
    precondition(index < .max, "stream numbers end at 4294967294")
    let image = Self.permute(index, roundKeys)
    return image == 0 ? spare : image
  }

  /// The number of a stream: 24 bits of replicate, then purpose (3), channel (3) and sub-draw (2).
  package static func index(replicate: Int, purpose: StreamPurpose, channel: NoiseChannel, subDraw: Int)
    -> UInt32
  {
    precondition((0..<1 << 24).contains(replicate), "replicates are 0 … 16777215, found \(replicate)")
    return UInt32(replicate) << 8 | purpose.ordinal << 5 | channel.rawValue << 2 | UInt32(subDraw)
  }

  package static func permute(_ number: UInt32, _ keys: [UInt32]) -> UInt32 {
    var (left, right) = (number >> 16, number & 0xffff)
    for key in keys { (left, right) = (right, left ^ mix(right, key)) }
    return left << 16 | right
  }

  /// 16 bits that depend on every bit of `half` and `key`: two multiply-and-shift steps on the sum.
  private static func mix(_ half: UInt32, _ key: UInt32) -> UInt32 {
    var word = (half &* 0x9e37_79b1) ^ key
    word = (word ^ word >> 16) &* 0x21f0_aaad
    word = (word ^ word >> 15) &* 0x735a_2d97
    return word >> 16
  }
}
