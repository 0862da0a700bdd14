import Gating
import RandomStreams
import Recurrence

/// The noise of REBAR's relaxed roll-outs: two copies of a batch for each group, one at z and one at z̃.
///
/// In both copies the group's gates, and all gates that its draws reach, are told to relax, by the second draw of
/// ``RelaxableGate``. In the copy at z̃ the group's own u is drawn again given the hard draw: see ``REBARCoupling``. The
/// fresh uniform of the coupling is the field's second draw of the place, which a Bernoulli gate leaves unused.
final class RelaxedNoise: NoiseSource {
  private let noise: any NoiseSource
  private let groups: [CausalGroup]
  private let policies: GateAssignment

  /// Copies 2k and 2k + 1 belong to group k, at z and at z̃.
  init(_ noise: any NoiseSource, groups: [CausalGroup], policies: GateAssignment) {
    self.noise = noise
    self.groups = groups
    self.policies = policies
  }

  func fill<Scalar: NoiseScalar>(
    _ uniforms: inout MutableSpan<Scalar>, at place: NoisePlace, preActivations: Span<Scalar>
  ) {
    let policy = policies.policy(drawing: place.channel)
    let size = uniforms.count / (2 * groups.count)
    let isDrawn = policy?.isBernoulli ?? false
    if isDrawn, place.subDraw == 1 {
      for (index, group) in groups.enumerated() {
        let relaxes: Scalar = group.contains(place) || group.reaches(place) ? 1 : 0
        for e in 2 * index * size..<2 * (index + 1) * size { uniforms[e] = relaxes }
      }
      return
    }
    let own: [Scalar] = noise.uniforms(size, at: place)
    for copy in 0..<2 * groups.count {
      for e in 0..<size { uniforms[copy * size + e] = own[e] }
    }
    guard isDrawn, let policy else { return }
    for (index, group) in groups.enumerated() where group.contains(place) {
      let range = (2 * index + 1) * size..<(2 * index + 2) * size
      couple(&uniforms, range, policy, own, preActivations, place)
    }
  }

  /// u becomes v′ in a range of rows.
  private func couple<Scalar: NoiseScalar>(
    _ uniforms: inout MutableSpan<Scalar>, _ range: Range<Int>, _ policy: any GatePolicy, _ own: [Scalar],
    _ preActivations: Span<Scalar>, _ place: NoisePlace
  ) {
    let fresh: [Scalar] = noise.uniforms(range.count, at: place.second)
    var drawn = own
    var probabilities = own
    var gateSpan = drawn.mutableSpan
    var probabilitySpan = probabilities.mutableSpan
    Scalar.sample(
      policy, preActivations.extracting(range), uniforms: own.span, gates: &gateSpan, slopes: &probabilitySpan
    )
    for (e, place) in range.enumerated() {
      let coupling = REBARCoupling(
        drawn: Double(drawn[e]), uniform: Double(fresh[e]), probability: Double(probabilities[e]))
      uniforms[place] = Scalar(insideUnit: coupling.uniform)
    }
  }
}

extension NoisePlace {
  /// The second draw of the same place.
  var second: NoisePlace { NoisePlace(channel: channel, subDraw: 1, layer: layer, step: step) }
}
