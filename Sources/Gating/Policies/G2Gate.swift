import CKernels
public import Catalog

/// The gate of the G2-LSTM: a sharpened sigmoid that is now and then disturbed by logistic noise.
///
/// g = σ((z − L)/τ) with probability q, else σ(z/τ), chosen anew for each unit and step; L = logit(u). The noise pushes
/// pre-activations out of the flat middle, towards gates near 0 or 1 that survive rounding. Native evaluation is σ(z):
/// neither the noise nor τ is left.
///
/// Two things stand only in the authors' README and code and not in their paper: that noise is added with probability
/// 0.2 only, and that evaluation drops τ. The paper has noise at every step, which is `noise_probability: 1` here and
/// then the law of ``BinaryConcreteGate``. They also put 10⁻³ inside both logarithms of the noise; our u is never 0 or 1
/// and needs none. They use the gate for input and forget gates and leave the output gate a plain sigmoid.
///
/// - Draws: two uniforms per unit and step: the noise, then the choice, which is noise where u₂ < q.
/// - Slopes: pathwise, without the cancellation of 1 − g.
/// - Mean and variance: those of the mixture, by a trapezoidal rule, to rounding (`Float` to 1e-9 before it is rounded).
/// - Errors: as ``BinaryConcreteGate``.
/// - Source: Li et al. 2018 (arXiv 1806.02988), τ = 0.9.
public struct G2Gate: FusedGatePolicy, AveragedGatePolicy {
  /// The catalog entry.
  public static let description = KindDescription(
    "g2", summary: "A sharpened sigmoid that is now and then disturbed by logistic noise.",
    formula: "g = σ((z − 1[u₂ < noise_probability]·logit(u₁))/temperature); evaluated as σ(z)",
    source: "Li et al. 2018 (arXiv 1806.02988); the noise probability from its authors' code",
    parameters: [
      .temperature(default: 0.9, summary: "Divides the pre-activation and the noise in training."),
      Parameter(
        "noise_probability", .number(Bounds(0, 1, excludesMinimum: true)), default: .number(0.2),
        isSchedulable: true, summary: "How often a unit gets noise; 1 is the law as printed."),
    ])

  /// The temperature τ.
  public let temperature: Double
  /// The probability q of noise, rounded to single precision.
  public let noiseProbability: Double

  /// A G2 gate with checked settings.
  public init(_ parameters: Parameters) throws(ParameterError) {
    temperature = parameters.number("temperature")
    // Single precision compares with this number; so that both precisions follow one law, it is the law's.
    noiseProbability = Double(Float(parameters.number("noise_probability")))
  }

  /// Two uniforms for each unit: noise and choice.
  public var drawsPerUnit: Int { 2 }

  /// g and ∂g/∂z.
  func fused(_ s: SlicePointers) {
    let (scale, probability) = (Float(1 / temperature), Float(noiseProbability))
    ckernels().pointee.g2_gate(s.z, s.u!, s.u! + s.count, probability, scale, s.gates, s.slopes, s.count)
  }

  /// The same in double precision.
  func formula(
    _ z: Span<Double>, _ u: Span<Double>, _ gates: inout MutableSpan<Double>,
    _ slopes: inout MutableSpan<Double>
  ) {
    VectorMath.logit(u.extracting(0..<z.count), into: &gates)
    for i in 0..<z.count where !(u[z.count + i] < noiseProbability) { gates[i] = 0 }
    smoothedStep(z, scale: 1 / temperature, gates: &gates, slopes: &slopes)
  }

  /// σ(z), without noise and temperature.
  public func evaluate<Scalar: GateScalar>(_ z: Span<Scalar>, gates: inout MutableSpan<Scalar>) {
    VectorMath.sigmoid(z, into: &gates)
  }

  /// The middle of the smoothed step in the first draw, the noise probability in the second.
  public func discontinuities(_ preActivation: Double, draw: Int) -> [Double] {
    [draw == 0 ? VectorMath.sigmoid(preActivation) : noiseProbability]
  }

  /// q·E[σ((z − L)/τ)] + (1 − q)·σ(z/τ), and the second moment of the mixture.
  func moments<Scalar: GateScalar>(for scalar: Scalar.Type) -> SigmoidMoments {
    let undisturbed = SigmoidAverage(shifts: [0], weights: [1], scale: 1 / temperature)
    return SigmoidMoments(
      .concrete(temperature: temperature, for: scalar), share: noiseProbability,
      else: SigmoidMoments(first: undisturbed, second: undisturbed.squared))
  }
}
