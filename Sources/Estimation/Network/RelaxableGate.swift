import Catalog
import Gating

/// A Bernoulli gate that can be relaxed draw by draw: the second uniform says whether it is.
///
///     g = 1[u < p] where the second draw is below ½;      g = σ((φ − logit(u))/λ) elsewhere, with its slope in z
///
/// The same u serves both laws. Hard gates are those of the policy itself, to the bit, with slope 0.
struct RelaxableGate: GatePolicy {
  static let description = KindDescription(
    "relaxable", summary: "A Bernoulli gate or its Concrete relaxation.",
    formula: "1[u < p] or σ((φ − logit(u))/λ)")

  private let base: any GatePolicy
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

  init(_ parameters: Parameters) throws(ParameterError) {
    preconditionFailure("made from another policy, never from settings")
  }

  var drawsPerUnit: Int { 2 }
  var derivative: GateDerivative { .pathwise }

  func sample(
    _ preActivations: Span<Float>, uniforms: Span<Float>, gates: inout MutableSpan<Float>,
    slopes: inout MutableSpan<Float>
  ) { sampleEach(preActivations, uniforms, &gates, &slopes) }

  func sample(
    _ preActivations: Span<Double>, uniforms: Span<Double>, gates: inout MutableSpan<Double>,
    slopes: inout MutableSpan<Double>
  ) { sampleEach(preActivations, uniforms, &gates, &slopes) }

  private func sampleEach<Scalar: NoiseScalar>(
    _ z: Span<Scalar>, _ u: Span<Scalar>, _ gates: inout MutableSpan<Scalar>,
    _ slopes: inout MutableSpan<Scalar>
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

  func evaluate(_ preActivations: Span<Float>, gates: inout MutableSpan<Float>) {
    base.evaluate(preActivations, gates: &gates)
  }

  func evaluate(_ preActivations: Span<Double>, gates: inout MutableSpan<Double>) {
    base.evaluate(preActivations, gates: &gates)
  }

  func mean(_ preActivations: Span<Float>, gates: inout MutableSpan<Float>) {
    base.mean(preActivations, gates: &gates)
  }

  func mean(_ preActivations: Span<Double>, gates: inout MutableSpan<Double>) {
    base.mean(preActivations, gates: &gates)
  }
}
