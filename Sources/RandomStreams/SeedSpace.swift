/// Which seeds one of GSL's own generators tells apart.
///
/// GSL's documentation promises a stream for every 32-bit seed. Trying them shows otherwise: below, a seed is
/// `number << shift | tail`, and all numbers of `bits` bits gave different first draws.
struct SeedSpace {
  /// Bits of the number that a stream is seeded with; even, for the two halves of the permutation.
  var bits = 26
  /// Low bits of the seed that the generator overwrites.
  var shift: UInt32 = 0
  /// What it overwrites them with.
  var tail: UInt32 = 0

  /// The space of a generator; `nil` where it is too small to be of use.
  ///
  /// 26 bits suit all but a few. They also keep clear of the seeds that `ran0` rejects (123459876), at which
  /// `fishman20` stands still (multiples of 2³¹ and one below), and of the wide ones that the generators
  /// modulo 2³¹ − 1 or `ranmar` take for smaller ones.
  static func of(_ generator: Generator) -> SeedSpace? {
    switch generator.name {
    case "slatec": nil  // takes seeds modulo 8
    case "uni": SeedSpace(bits: 14)  // takes all seeds above 16383 for one
    case "zuf": SeedSpace(bits: 14)  // takes seeds modulo 31329
    case "coveyou": SeedSpace(shift: 2, tail: 2)  // rounds seeds to 2 modulo 4
    case "ranf", "uni32": SeedSpace(shift: 1, tail: 1)  // make seeds odd
    default: SeedSpace()
    }
  }
}

extension Generator {
  /// Replicates of one experiment that can have noise streams of their own.
  ///
  /// A replicate of an experiment takes 64 of the streams that the generator tells apart, so GSL's own generators
  /// have 1,048,576 replicates at most, `uni` and `zuf` 256, and `slatec`, with 8 streams in all, none: an
  /// experiment cannot use it.
  public var maximumReplicates: Int {
    if isAddressed { return .max }
    return SeedSpace.of(self).map { 1 << $0.bits / NoiseStreams.perReplicate } ?? 0
  }

  /// Whether ``RandomStream/init(_:seed:)`` takes this seed.
  ///
  /// Philox takes every seed. GSL's own generators keep at most 32 bits, and take 0 for some default; `ran0`
  /// refuses 123459876, and `fishman20` stands still when started at multiples of 2³¹ or one below them.
  public func admits(seed: UInt64) -> Bool {
    if isAddressed { return true }
    guard (1...UInt64(UInt32.max)).contains(seed) else { return false }
    switch name {
    case "ran0": return seed != 123_459_876
    case "fishman20": return seed & 0x7fff_ffff != 0 && seed & 0x7fff_ffff != 0x7fff_ffff
    default: return true
    }
  }
}
