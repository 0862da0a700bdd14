/// The noise streams of one of GSL's own generators: one for each replicate, purpose, channel and sub-draw.
///
/// GSL's generators keep 32 bits of a seed at most. Were a stream's name hashed to them, two of 24,000 streams
/// would collide with a chance of 6.5 %, and mending that needs the whole plan: a stream would depend on what
/// else is planned. Here streams are numbered densely, and the number goes through a ``SeedPermutation`` keyed
/// by the root seed. Two numbers never meet, whatever the plan; 0 does not occur; and neighboring streams get
/// unrelated seeds, which matters because several generators start visibly correlated from seeds s and s + 1.
///
/// Different seeds are different streams only as far as the generator tells seeds apart: see ``SeedSpace``.
/// Streams of a generator with a short period may still overlap, as they can for all sequential generators.
package struct NoiseStreams {
  /// Numbers set aside for one replicate.
  package static let perReplicate = 64

  private let generator: Generator
  private let space: SeedSpace
  private let permutation: SeedPermutation

  /// The streams under a root seed; a generator without enough seeds is a programming error.
  package init(generator: Generator, seed: UInt64) {
    guard let space = SeedSpace.of(generator) else {
      preconditionFailure("\(generator.name) has too few seeds for noise")
    }
    self.generator = generator
    self.space = space
    permutation = SeedPermutation(seed: seed, bits: space.bits)
  }

  /// The 32-bit seed of a stream, never 0.
  package func seed(
    replicate: Int, purpose: StreamPurpose, channel: NoiseChannel, subDraw: Int
  ) -> UInt32 {
    let number = Self.number(replicate: replicate, purpose: purpose, channel: channel, subDraw: subDraw)
    return permutation.nonzeroImage(number) << space.shift | space.tail
  }

  /// The number of a stream: replicate · 64, plus 32 for evaluation noise, plus channel · 4, plus sub-draw.
  package static func number(
    replicate: Int, purpose: StreamPurpose, channel: NoiseChannel, subDraw: Int
  ) -> UInt32 {
    precondition(
      purpose == .trainingNoise || purpose == .evaluationNoise, "\(purpose.rawValue) is not noise")
    let evaluation: UInt32 = purpose == .evaluationNoise ? 1 : 0
    return UInt32(replicate) << 6 | evaluation << 5 | channel.rawValue << 2 | UInt32(subDraw)
  }
}
