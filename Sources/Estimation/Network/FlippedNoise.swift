import Gating
import RandomStreams
import Recurrence

/// The same noise, but one gate of each sequence is drawn the other way round.
///
/// Where the gate would open, its uniform becomes 1, which no probability is above; where it would stay shut, 0. What comes after it
/// is rolled out anew with the same later noise.
final class FlippedNoise: NoiseSource {
  private let noise: any NoiseSource
  private let policies: GateAssignment
  /// The gate of each place and which of its [B, n] draws are turned over.
  private let flips: [NoisePlace: (gate: CellGate, elements: [Int])]

  /// One choice for each row.
  init(_ noise: any NoiseSource, choices: [GateChoice], policies: GateAssignment, hidden: Int) {
    self.noise = noise
    self.policies = policies
    flips = Dictionary(
      uniqueKeysWithValues: GateChoice.rows(of: choices).map { place, rows in
        (place.noise, (place.gate, rows.map { $0 * hidden + choices[$0].unit }))
      })
  }

  func fill<Scalar: NoiseScalar>(
    _ uniforms: inout MutableSpan<Scalar>, at place: NoisePlace, preActivations: Span<Scalar>
  ) {
    Scalar.fill(&uniforms, from: noise, at: place, preActivations: preActivations)
    guard let (gate, elements) = flips[place] else { return }
    let z = elements.map { preActivations[$0] }
    let u = elements.map { uniforms[$0] }
    var drawn = z
    var slopes = z
    var gateSpan = drawn.mutableSpan
    var slopeSpan = slopes.mutableSpan
    Scalar.sample(policies[gate], z.span, uniforms: u.span, gates: &gateSpan, slopes: &slopeSpan)
    for (k, element) in elements.enumerated() { uniforms[element] = drawn[k] == 1 ? 1 : 0 }
  }
}
