import Catalog
import Gating

/// A Bernoulli gate with a threshold: p = σ((z − θ)/τ). Not in the catalog, for a bias says the same.
struct ShiftedBernoulli: ElementwiseGatePolicy {
  static let description = KindDescription(
    "shifted_bernoulli", summary: "A Bernoulli gate with a threshold.", formula: "g = 1[u < σ((z − θ)/τ)]")

  let threshold: Double
  let temperature: Double

  init(threshold: Double, temperature: Double) {
    (self.threshold, self.temperature) = (threshold, temperature)
  }

  init(_ parameters: Parameters) throws(ParameterError) {
    preconditionFailure("made from another policy, never from settings")
  }

  var drawsPerUnit: Int { 1 }
  var derivative: GateDerivative { .surrogate(threshold: threshold, temperature: temperature) }

  func sample<Scalar: GateScalar>(_ preActivation: Scalar, uniforms: (Scalar, Scalar)) -> (
    gate: Scalar, slope: Scalar
  ) {
    let p = mean(preActivation)
    return (.indicator(uniforms.0 < p, witness: p), p)
  }

  func evaluate<Scalar: GateScalar>(_ preActivation: Scalar) -> Scalar { mean(preActivation) }

  func mean<Scalar: GateScalar>(_ preActivation: Scalar) -> Scalar {
    VectorMath.sigmoid((preActivation - Scalar(threshold)) * Scalar(1 / temperature))
  }
}
