import Catalog
import Gating

/// A gate with two draws, so that the laws cover those: jittered where u₂ < ⅕, else a plain hard sigmoid.
struct OccasionalJitter: ElementwiseGatePolicy {
  static let description = KindDescription(
    "occasional_jitter", summary: "A hard sigmoid that is jittered now and then.",
    formula: "g = clip(z/4 + ½ + 1[u₂ < ⅕]·½·(½ − u₁), 0, 1)")

  private let jittered: JitteredHardSigmoid

  init(_ parameters: Parameters) throws(ParameterError) {
    jittered = try JitteredHardSigmoid(Parameters(JitteredHardSigmoid.description))
  }

  var drawsPerUnit: Int { 2 }

  var derivative: GateDerivative { .pathwise }

  func sample<Scalar: GateScalar>(_ z: Scalar, uniforms: (Scalar, Scalar)) -> (gate: Scalar, slope: Scalar) {
    jittered.sample(z, uniforms: (uniforms.1 < 0.2 ? uniforms.0 : 0.5, 0.5))
  }

  func discontinuities(_ z: Double, draw: Int) -> [Double] {
    draw == 0 ? jittered.discontinuities(z, draw: 0) : [0.2]
  }

  func evaluate<Scalar: GateScalar>(_ z: Scalar) -> Scalar { jittered.evaluate(z) }

  func mean<Scalar: GateScalar>(_ z: Scalar) -> Scalar {
    jittered.mean(z) / 5 + jittered.evaluate(z) * 4 / 5
  }
}
