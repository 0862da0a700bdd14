import CKernels
public import Catalog

/// A sigmoid with Gaussian noise on its pre-activation.
///
/// g = σ(z + s·ε), ε = −Φ⁻¹(u) standard normal. Its noise is the Gaussian relative of ``BinaryConcreteGate``'s, whose
/// logistic noise has standard deviation 1.81 at τ = 1. Native evaluation is σ(z), without noise; the mean is nearer ½,
/// at z = 1 and s = 0.5 0.7206 for σ(1) = 0.7311.
///
/// - Draws: one uniform per unit and step.
/// - Slopes: pathwise, without the cancellation of 1 − g.
/// - Mean and variance: by a trapezoidal rule over the normal distribution, to rounding.
/// - Errors: those of Φ⁻¹ times s, one rounding, and 2.5 ulp of σ.
/// - Source: noise in the pre-activations of gates is common; the default s = 0.5 is ours.
public struct NoisySigmoidGate: FusedGatePolicy, AveragedGatePolicy {
  /// The catalog entry.
  public static let description = KindDescription(
    "noisy_sigmoid", summary: "A sigmoid with Gaussian noise on its pre-activation.",
    formula: "g = σ(z − deviation·Φ⁻¹(u))",
    parameters: [.deviation(in: "pre-activation")])

  /// The standard deviation s of the noise.
  public let deviation: Double

  /// A noisy sigmoid with checked settings.
  public init(_ parameters: Parameters) throws(ParameterError) {
    deviation = parameters.number("deviation")
  }

  /// One uniform for each unit.
  public var drawsPerUnit: Int { 1 }

  /// g and ∂g/∂z.
  func fused(_ s: SlicePointers) {
    let deviation = Float(deviation)
    Float.values(of: .normalQuantile, at: s.u!, into: s.gates, count: s.count)
    for i in 0..<s.count { s.gates[i] = s.z[i] - deviation * s.gates[i] }
    ckernels().pointee.sigmoid_gate(s.gates, 1, s.gates, s.slopes, s.count)
  }

  /// The same in double precision.
  func formula(
    _ z: Span<Double>, _ u: Span<Double>, _ gates: inout MutableSpan<Double>,
    _ slopes: inout MutableSpan<Double>
  ) {
    VectorMath.normalQuantile(u, into: &gates)
    for i in 0..<gates.count { gates[i] *= deviation }
    smoothedStep(z, scale: 1, gates: &gates, slopes: &slopes)
  }

  /// σ(z), without noise.
  public func evaluate<Scalar: GateScalar>(_ z: Span<Scalar>, gates: inout MutableSpan<Scalar>) {
    VectorMath.sigmoid(z, into: &gates)
  }

  /// Φ(z/s), where the gate is ½.
  public func discontinuities(_ preActivation: Double, draw: Int) -> [Double] {
    [VectorMath.normalCDF(preActivation / deviation)]
  }

  /// E[σ(z + sε)] and E[σ(z + sε)²].
  func moments<Scalar: GateScalar>(for scalar: Scalar.Type) -> SigmoidMoments {
    let rule = LineRule.normal(steepness: deviation)
    let mean = SigmoidAverage(shifts: rule.nodes.map { deviation * $0 }, weights: rule.weights)
    return SigmoidMoments(first: mean, second: mean.squared)
  }
}
