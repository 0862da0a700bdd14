import Gating
import RandomStreams
import Recurrence

/// The noise of ARMS: K − 1 copies of a batch for each group of gates, whose draws there are antithetic to the path's own.
///
/// The source has K copies of the batch. The first is the path's own noise, which all copies share before and after the group; at the
/// group the others are the fresh uniforms of ``DirichletCopula``.
final class CopulaNoise: NoiseSource {
  private let noise: any NoiseSource
  private let groups: [CausalGroup]
  private let copula: DirichletCopula
  private let policies: GateAssignment

  /// Copies (K − 1)·k to (K − 1)·(k + 1) − 1 belong to group k.
  init(
    _ noise: any NoiseSource, groups: [CausalGroup], copula: DirichletCopula, policies: GateAssignment
  ) {
    self.noise = noise
    self.groups = groups
    self.copula = copula
    self.policies = policies
  }

  func fill<Scalar: NoiseScalar>(
    _ uniforms: inout MutableSpan<Scalar>, at place: NoisePlace, preActivations: Span<Scalar>
  ) {
    let others = copula.count - 1
    let size = uniforms.count / (others * groups.count)
    let all: [Scalar] = noise.uniforms(copula.count * size, at: place)
    for start in stride(from: 0, to: uniforms.count, by: size) {
      for e in 0..<size { uniforms[start + e] = all[e] }
    }
    guard place.subDraw == 0, let policy = policies.policy(drawing: place.channel)
    else { return }
    for (index, group) in groups.enumerated() where group.contains(place) {
      let first = index * others * size
      // Up to the group all copies are one path.
      let p = policy.probabilities(
        (0..<size).map { Double(preActivations[first + $0]) })
      for e in 0..<size {
        let fresh = (1...others).map { Double(all[$0 * size + e]) }
        let drawn = copula.others(of: Double(all[e]), fresh: fresh, probability: p[e])
        for (k, uniform) in drawn.enumerated() {
          uniforms[first + k * size + e] = Scalar(insideUnit: uniform)
        }
      }
    }
  }
}

/// The first of several copies of a batch.
final class FirstCopyNoise: NoiseSource {
  private let noise: any NoiseSource
  private let copies: Int

  /// The first copy of noise that was begun for so many.
  init(_ noise: any NoiseSource, of copies: Int) {
    self.noise = noise
    self.copies = copies
  }

  func fill<Scalar: NoiseScalar>(
    _ uniforms: inout MutableSpan<Scalar>, at place: NoisePlace, preActivations: Span<Scalar>
  ) {
    let all: [Scalar] = noise.uniforms(copies * uniforms.count, at: place)
    for e in 0..<uniforms.count { uniforms[e] = all[e] }
  }
}
