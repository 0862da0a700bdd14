import CKernels
public import Catalog

/// The stochastic decision: each unit is on with its own probability, drawn anew wherever the noise is.
///
/// p = σ(z/τ) and g = 1[u < p] with a uniform u, so that P(g = 1) = p. The comparison is strict: at u = p the unit is
/// off. With p = [0.5, 0.8, 0.9] and u = [0.3, 0.85, 0.5] the gate is [1, 0, 1]. With the cell's equation
/// c_t = f∘c_{t−1} + i∘g an "on" forget gate keeps what the cell holds. A unit kept with p at each of n steps is still
/// kept after all with probability pⁿ; at p = 0.95 half are lost after 13.5 steps.
///
/// Native evaluation is the mean, p: the same network without noise. The gate's values are exactly 0 and 1; where p
/// rounds to 0 or 1 it equals ``HardThresholdGate`` bit for bit.
///
/// - Draws: one uniform per unit and step.
/// - Slopes: p, for a surrogate gradient; ∂g/∂z is 0 almost everywhere.
/// - Errors: p within 2.5 ulp of σ at the rounded z·(1/τ).
/// - Source: Bengio, Léonard and Courville 2013 (arXiv 1308.3432); with τ falling over epochs Chung, Ahn and Bengio
///   2017 (arXiv 1609.01704), who call 1/τ the slope.
public struct BernoulliGate: FusedGatePolicy {
  /// The catalog entry.
  public static let description = KindDescription(
    "bernoulli", summary: "A gate that is drawn 0 or 1.",
    formula: "g = 1[u < p], p = σ(z/probability_temperature)",
    source: "Bengio, Léonard and Courville 2013 (arXiv 1308.3432)",
    parameters: [
      .temperature(
        "probability_temperature", default: 1,
        summary: "Divides the pre-activation within the probability: below 1 the draw is surer.")
    ])

  /// The temperature τ of the probability.
  public let temperature: Double

  /// A Bernoulli gate with checked settings.
  public init(_ parameters: Parameters) throws(ParameterError) {
    temperature = parameters.number("probability_temperature")
  }

  /// One uniform for each unit.
  public var drawsPerUnit: Int { 1 }

  /// The slopes are p, for a surrogate.
  public var derivative: GateDerivative { .surrogate(threshold: 0, temperature: temperature) }

  /// g and p.
  func fused(_ s: SlicePointers) {
    ckernels().pointee.bernoulli_gate(s.z, s.u!, Float(1 / temperature), s.gates, s.slopes, s.count)
  }

  /// The same in double precision.
  func formula(
    _ z: Span<Double>, _ u: Span<Double>, _ gates: inout MutableSpan<Double>,
    _ slopes: inout MutableSpan<Double>
  ) {
    sigmoid(of: z, scale: 1 / temperature, into: &slopes)
    for i in 0..<gates.count { gates[i] = .indicator(u[i] < slopes[i], witness: slopes[i]) }
  }

  /// p, the mean gate.
  public func evaluate<Scalar: GateScalar>(_ z: Span<Scalar>, gates: inout MutableSpan<Scalar>) {
    sigmoid(of: z, scale: Scalar(1 / temperature), into: &gates)
  }

  /// p, exactly.
  public func mean<Scalar: GateScalar>(_ z: Span<Scalar>, gates: inout MutableSpan<Scalar>) {
    evaluate(z, gates: &gates)
  }

  /// p(1 − p), exactly: σ(z/τ)·σ(−z/τ), which does not cancel where p is near 1.
  public func variance<Scalar: GateScalar>(_ z: Span<Scalar>, into variances: inout MutableSpan<Scalar>) {
    let scale = Scalar(1 / temperature)
    sigmoid(of: z, scale: scale, into: &variances)
    for i in 0..<variances.count {
      variances[i] *= VectorMath.sigmoid(-z[i] * scale)
    }
  }

  /// p, where the gate changes.
  public func discontinuities(_ preActivation: Double, draw: Int) -> [Double] {
    [VectorMath.sigmoid(preActivation / temperature)]
  }
}
