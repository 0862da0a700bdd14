import CKernels
public import Catalog

/// The deterministic decision: a unit is on where its pre-activation is above a threshold.
///
/// g = 1[z > θ]; a tie, z = θ, is off. It is the Bernoulli gate without its noise: with θ = 0 the more likely of its
/// two values. θ is rounded to the precision of the pre-activations before they are compared.
///
/// - Draws: none.
/// - Slopes: σ(z − θ), for a surrogate gradient; ∂g/∂z is 0 almost everywhere.
/// - Errors: g is exact; σ(z − θ) within 2.5 ulp of σ at the rounded difference.
/// - Source: with a straight-through gradient Courbariaux et al. 2016 (arXiv 1602.02830) and, on the boundaries of a
///   hierarchical LSTM, Chung, Ahn and Bengio 2017 (arXiv 1609.01704).
public struct HardThresholdGate: FusedGatePolicy {
  /// The catalog entry.
  public static let description = KindDescription(
    "hard_threshold", summary: "A gate that is 0 or 1 without noise.", formula: "g = 1[z > threshold]",
    source: "Chung, Ahn and Bengio 2017 (arXiv 1609.01704)",
    parameters: [
      Parameter(
        "threshold", .number(Bounds(-1e6, 1e6)), default: .number(0), isSchedulable: true,
        summary: "The pre-activation above which the gate is on.")
    ])

  /// The threshold θ.
  public let threshold: Double

  /// A threshold gate with checked settings.
  public init(_ parameters: Parameters) throws(ParameterError) {
    threshold = parameters.number("threshold")
  }

  /// No uniforms are used.
  public var drawsPerUnit: Int { 0 }

  /// The slopes are σ(z − θ), for a surrogate.
  public var derivative: GateDerivative { .surrogate(threshold: threshold, temperature: 1) }

  /// g and σ(z − θ).
  func fused(_ s: SlicePointers) {
    ckernels().pointee.threshold_gate(s.z, Float(threshold), s.gates, s.slopes, s.count)
  }

  /// The same in double precision.
  func formula(
    _ z: Span<Double>, _ u: Span<Double>, _ gates: inout MutableSpan<Double>,
    _ slopes: inout MutableSpan<Double>
  ) {
    sigmoid(of: z, shift: threshold, scale: 1, into: &slopes)
    step(z, above: threshold, into: &gates)
  }

  /// The training law.
  public func evaluate<Scalar: GateScalar>(_ z: Span<Scalar>, gates: inout MutableSpan<Scalar>) {
    step(z, above: Scalar(threshold), into: &gates)
  }
}

/// gates = 1[z > θ], NaN where z is NaN.
@inlinable
func step<Scalar: GateScalar>(
  _ preActivations: Span<Scalar>, above threshold: Scalar, into gates: inout MutableSpan<Scalar>
) {
  precondition(gates.count == preActivations.count, "gates have another count than the pre-activations")
  for i in 0..<gates.count {
    let z = preActivations[unchecked: i]
    gates[unchecked: i] = z > threshold ? 1 : z <= threshold ? 0 : z
  }
}
