import Catalog
import Gating

/// A Bernoulli gate that can be relaxed draw by draw: the second uniform says whether it is.
///
///     g = 1[u < p] where the second draw is below ½;      g = σ((φ − logit(u))/λ) elsewhere, with its slope in z
///
/// The same u serves both laws. Hard gates are those of the policy itself, to the bit, with slope 0.
struct RelaxableGate: DerivedGate {
  static let description = KindDescription(
    "relaxable", summary: "A Bernoulli gate or its Concrete relaxation.",
    formula: "1[u < p] or σ((φ − logit(u))/λ)")

  let base: any GatePolicy
  private let threshold: Double
  private let temperature: Double
  private let lambda: Double

  /// The Bernoulli policy `base`, relaxed at λ.
  init(_ base: any GatePolicy, lambda: Double) {
    guard case .surrogate(let threshold, let temperature) = base.derivative else {
      preconditionFailure("only a Bernoulli gate is relaxed")
    }
    (self.base, self.threshold, self.temperature, self.lambda) = (base, threshold, temperature, lambda)
  }

  var drawsPerUnit: Int { 2 }
  var derivative: GateDerivative { .pathwise }

  func sample<Scalar: NoiseScalar>(
    _ z: Span<Scalar>, uniforms u: Span<Scalar>, gates: inout MutableSpan<Scalar>,
    slopes: inout MutableSpan<Scalar>
  ) {
    let count = z.count
    Scalar.sample(base, z, uniforms: u.extracting(0..<count), gates: &gates, slopes: &slopes)
    let (sharpness, slope) = (Scalar(1 / lambda), Scalar(1 / (lambda * temperature)))
    for i in 0..<count {
      if u[count + i] < 0.5 {
        slopes[i] = .indicator(false, witness: z[i])
      } else {
        let logit = (z[i] - Scalar(threshold)) * Scalar(1 / temperature)
        let gate = VectorMath.sigmoid((logit - VectorMath.logit(u[i])) * sharpness)
        gates[i] = gate
        slopes[i] = gate * (1 - gate) * slope
      }
    }
  }
}
