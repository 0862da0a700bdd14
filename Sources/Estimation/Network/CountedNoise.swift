import RandomStreams

/// Counts the uniforms of one estimate: each place once, however often it is read.
final class CountedNoise: NoiseSource {
  private let noise: any NoiseSource
  private var seen: Set<NoisePlace> = []
  /// Uniforms of all places asked for so far.
  private(set) var count = 0

  init(_ noise: any NoiseSource) { self.noise = noise }

  func fill<Scalar: NoiseScalar>(
    _ uniforms: inout MutableSpan<Scalar>, at place: NoisePlace, preActivations: Span<Scalar>
  ) {
    if seen.insert(place).inserted { count += uniforms.count }
    Scalar.fill(&uniforms, from: noise, at: place, preActivations: preActivations)
  }
}
