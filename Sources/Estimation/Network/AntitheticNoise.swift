import RandomStreams

/// The same noise for several copies of a batch, but 1 − u in place of u at one group of gates in each copy.
///
/// 1 − u is on the lattice of the draws, so the pair is exact. Everything before the group is as it was; what comes
/// after it is rolled out anew with the same noise.
final class AntitheticNoise: NoiseSource {
  private let noise: any NoiseSource
  private let groups: [CausalGroup]

  /// A copy of the batch for each group.
  init(_ noise: any NoiseSource, groups: [CausalGroup]) {
    self.noise = noise
    self.groups = groups
  }

  func fill<Scalar: NoiseScalar>(
    _ uniforms: inout MutableSpan<Scalar>, at place: NoisePlace, preActivations: Span<Scalar>
  ) {
    let size = uniforms.count / groups.count
    let own: [Scalar] = noise.uniforms(size, at: place)
    for (copy, group) in groups.enumerated() {
      let flips = place.subDraw == 0 && group.contains(place)
      for e in 0..<size { uniforms[copy * size + e] = flips ? 1 - own[e] : own[e] }
    }
  }
}
