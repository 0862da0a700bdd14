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
public struct NoisySigmoidGate: GatePolicy {
  /// The catalog entry.
  public static let description = KindDescription(
    "noisy_sigmoid", summary: "A sigmoid with Gaussian noise on its pre-activation.",
    formula: "g = σ(z − deviation·Φ⁻¹(u))",
    parameters: [
      Parameter(
        "deviation", .number(.deviation), default: .number(0.5), isSchedulable: true,
        summary: "Standard deviation of the noise, in units of the pre-activation.")
    ])

  /// The standard deviation s of the noise.
  public let deviation: Double

  /// A noisy sigmoid with checked settings.
  public init(_ parameters: Parameters) throws(ParameterError) {
    deviation = parameters.number("deviation")
  }

  /// One uniform for each unit.
  public var drawsPerUnit: Int { 1 }

  /// The gate is smooth.
  public var derivative: GateDerivative { .pathwise }

  /// g and ∂g/∂z.
  public func sample(
    _ preActivations: Span<Float>, uniforms: Span<Float>,
    gates: inout MutableSpan<Float>, slopes: inout MutableSpan<Float>
  ) {
    checkCounts(preActivations, uniforms: uniforms, gates: gates, slopes: slopes)
    scaledNoise(uniforms, Float(deviation), &gates)
    withPointers(preActivations, uniforms, &gates, &slopes) { z, _, gates, slopes, count in
      for i in 0..<count { gates[i] = z[i] - gates[i] }
      ckernels().pointee.sigmoid_gate(gates, 1, gates, slopes, count)
    }
  }

  /// g and ∂g/∂z in double precision.
  public func sample(
    _ preActivations: Span<Double>, uniforms: Span<Double>,
    gates: inout MutableSpan<Double>, slopes: inout MutableSpan<Double>
  ) {
    checkCounts(preActivations, uniforms: uniforms, gates: gates, slopes: slopes)
    scaledNoise(uniforms, deviation, &gates)
    smoothedStep(preActivations, scale: 1, gates: &gates, slopes: &slopes)
  }

  /// σ(z), without noise.
  public func evaluate<Scalar: GateScalar>(
    _ preActivations: Span<Scalar>, gates: inout MutableSpan<Scalar>
  ) {
    VectorMath.sigmoid(preActivations, into: &gates)
  }

  /// E[σ(z + sε)].
  public func mean<Scalar: GateScalar>(
    _ preActivations: Span<Scalar>, gates: inout MutableSpan<Scalar>
  ) {
    moments.mean(preActivations, into: &gates)
  }

  /// Var[σ(z + sε)].
  public func variance<Scalar: GateScalar>(
    _ preActivations: Span<Scalar>, into variances: inout MutableSpan<Scalar>
  ) {
    moments.variance(preActivations, into: &variances)
  }

  /// Φ(z/s), where the gate is ½.
  public func discontinuities(_ preActivation: Double, draw: Int) -> [Double] {
    [VectorMath.normalCDF(preActivation / deviation)]
  }

  /// s·Φ⁻¹(u) of each draw.
  private func scaledNoise<Scalar: GateScalar>(
    _ u: Span<Scalar>, _ deviation: Scalar, _ noise: inout MutableSpan<Scalar>
  ) {
    VectorMath.normalQuantile(u, into: &noise)
    for i in 0..<noise.count { noise[unchecked: i] *= deviation }
  }

  private var moments: SigmoidMoments {
    let rule = LineRule.normal(steepness: deviation)
    let mean = SigmoidAverage(shifts: rule.nodes.map { deviation * $0 }, weights: rule.weights)
    return SigmoidMoments(first: mean, second: mean.squared)
  }
}
