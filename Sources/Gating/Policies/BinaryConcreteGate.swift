import CKernels
public import Catalog

/// The relaxed decision: a Bernoulli gate whose step is smoothed, so that it has a derivative.
///
/// g = σ((z − L)/τ) with logistic noise L = logit(u). As τ falls to 0 the gate becomes 1[u < σ(z)]: g > ½ exactly where
/// the Bernoulli gate is on, at every τ. At τ > 0 its mean is *not* σ(z): at z = 1 it is 0.7296, 0.7031, 0.6886 and
/// 0.6613 for τ = 0.1, ½, ⅔ and 1, where σ(z) = 0.7311. Evaluation without noise, σ(z), is therefore another gate than
/// training's on average, and `mode: mean` shows by how much.
///
/// - Draws: one uniform per unit and step.
/// - Slopes: pathwise, g(1 − g)/τ at the same draw, without the cancellation of 1 − g.
/// - Mean and variance: by a trapezoidal rule, to rounding (`Float` to 1e-9 before it is rounded).
/// - Errors: those of logit and σ, 2.5 ulp each; the first grows by 1/τ on its way through σ.
/// - Source: Maddison, Mnih and Teh 2017 (arXiv 1611.00712); Jang, Gu and Poole 2017 (arXiv 1611.01144). The default
///   temperature is the former's.
public struct BinaryConcreteGate: FusedGatePolicy, AveragedGatePolicy {
  /// The catalog entry.
  public static let description = KindDescription(
    "binary_concrete", summary: "A Bernoulli gate whose step is smoothed.",
    formula: "g = σ((z − logit(u))/temperature)",
    source: "Maddison, Mnih and Teh 2017 (arXiv 1611.00712); Jang, Gu and Poole 2017 (arXiv 1611.01144)",
    parameters: [
      .temperature(
        default: 2.0 / 3, summary: "Width of the smoothed step: near 0 the gate is nearly 0 or 1.")
    ])

  /// The temperature τ.
  public let temperature: Double

  /// A Concrete gate with checked settings.
  public init(_ parameters: Parameters) throws(ParameterError) {
    temperature = parameters.number("temperature")
  }

  /// One uniform for each unit.
  public var drawsPerUnit: Int { 1 }

  /// g and ∂g/∂z.
  func fused(_ s: SlicePointers) {
    ckernels().pointee.concrete_gate(s.z, s.u!, Float(1 / temperature), s.gates, s.slopes, s.count)
  }

  /// The same in double precision.
  func formula(
    _ z: Span<Double>, _ u: Span<Double>, _ gates: inout MutableSpan<Double>,
    _ slopes: inout MutableSpan<Double>
  ) {
    VectorMath.logit(u, into: &gates)
    smoothedStep(z, scale: 1 / temperature, gates: &gates, slopes: &slopes)
  }

  /// σ(z), without noise.
  public func evaluate<Scalar: GateScalar>(_ z: Span<Scalar>, gates: inout MutableSpan<Scalar>) {
    VectorMath.sigmoid(z, into: &gates)
  }

  /// E[σ((z − L)/τ)] and E[σ((z − L)/τ)²].
  func moments<Scalar: GateScalar>(for scalar: Scalar.Type) -> SigmoidMoments {
    .concrete(temperature: temperature, for: scalar)
  }

  /// σ(z), the middle of the smoothed step.
  public func discontinuities(_ preActivation: Double, draw: Int) -> [Double] {
    [VectorMath.sigmoid(preActivation)]
  }
}

/// From noise L in `gates` to g = σ((z − L)·scale) there, and its derivative by z in `slopes`.
func smoothedStep<Scalar: GateScalar>(
  _ z: Span<Scalar>, scale: Scalar, gates: inout MutableSpan<Scalar>, slopes: inout MutableSpan<Scalar>
) {
  for i in 0..<z.count {
    let x = (z[unchecked: i] - gates[unchecked: i]) * scale
    gates[unchecked: i] = x
    slopes[unchecked: i] = -x
  }
  VectorMath.sigmoid(inPlace: &gates)
  VectorMath.sigmoid(inPlace: &slopes)
  for i in 0..<z.count {
    slopes[unchecked: i] = gates[unchecked: i] * slopes[unchecked: i] * scale
  }
}
