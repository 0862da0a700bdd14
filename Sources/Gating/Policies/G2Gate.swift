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
public struct G2Gate: GatePolicy {
  /// The catalog entry.
  public static let description = KindDescription(
    "g2", summary: "A sharpened sigmoid that is now and then disturbed by logistic noise.",
    formula: "g = σ((z − 1[u₂ < noise_probability]·logit(u₁))/temperature); evaluated as σ(z)",
    source: "Li et al. 2018 (arXiv 1806.02988); the noise probability from its authors' code",
    parameters: [
      Parameter(
        "temperature", .number(.temperature), default: .number(0.9), isSchedulable: true,
        summary: "Divides the pre-activation and the noise in training."),
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

  /// The gate is smooth.
  public var derivative: GateDerivative { .pathwise }

  /// g and ∂g/∂z, by one fused kernel.
  public func sample(
    _ preActivations: Span<Float>, uniforms: Span<Float>,
    gates: inout MutableSpan<Float>, slopes: inout MutableSpan<Float>
  ) {
    checkCounts(preActivations, uniforms: uniforms, gates: gates, slopes: slopes)
    let (scale, probability) = (Float(1 / temperature), Float(noiseProbability))
    withPointers(preActivations, uniforms, &gates, &slopes) { z, u, gates, slopes, count in
      ckernels().pointee.g2_gate(z, u!, u! + count, probability, scale, gates, slopes, count)
    }
  }

  /// g and ∂g/∂z in double precision.
  public func sample(
    _ preActivations: Span<Double>, uniforms: Span<Double>,
    gates: inout MutableSpan<Double>, slopes: inout MutableSpan<Double>
  ) {
    checkCounts(preActivations, uniforms: uniforms, gates: gates, slopes: slopes)
    let count = preActivations.count
    VectorMath.logit(uniforms.extracting(0..<count), into: &gates)
    for i in 0..<count where !(uniforms[count + i] < noiseProbability) { gates[i] = 0 }
    smoothedStep(preActivations, scale: 1 / temperature, gates: &gates, slopes: &slopes)
  }

  /// σ(z), without noise and temperature.
  public func evaluate(_ preActivations: Span<Float>, gates: inout MutableSpan<Float>) {
    VectorMath.sigmoid(preActivations, into: &gates)
  }

  /// σ(z) in double precision.
  public func evaluate(_ preActivations: Span<Double>, gates: inout MutableSpan<Double>) {
    VectorMath.sigmoid(preActivations, into: &gates)
  }

  /// q·E[σ((z − L)/τ)] + (1 − q)·σ(z/τ).
  public func mean(_ preActivations: Span<Float>, gates: inout MutableSpan<Float>) {
    mean(preActivations, &gates, ConcreteMoments(temperature: temperature, coarse: true))
  }

  /// The mean in double precision.
  public func mean(_ preActivations: Span<Double>, gates: inout MutableSpan<Double>) {
    mean(preActivations, &gates, ConcreteMoments(temperature: temperature, coarse: false))
  }

  /// The variance of the mixture.
  public func variance(_ preActivations: Span<Float>, into variances: inout MutableSpan<Float>) {
    variance(preActivations, &variances, ConcreteMoments(temperature: temperature, coarse: true))
  }

  /// The variance of the mixture in double precision.
  public func variance(_ preActivations: Span<Double>, into variances: inout MutableSpan<Double>) {
    variance(preActivations, &variances, ConcreteMoments(temperature: temperature, coarse: false))
  }

  /// The middle of the smoothed step in the first draw, the noise probability in the second.
  public func breaks(_ preActivation: Double, draw: Int) -> [Double] {
    [draw == 0 ? VectorMath.sigmoid(preActivation) : noiseProbability]
  }

  /// Adds (1 − q)·σ(z/τ)ᵏ, k = 1 or 2.
  private func addUndisturbed(
    power: Int, at z: Span<Double>, to y: inout MutableSpan<Double>
  ) {
    SigmoidAverage(shifts: [0], weights: [1], scale: 1 / temperature, squares: power == 2)
      .add(1 - noiseProbability, at: z, to: &y)
  }

  private func addMean(_ moments: ConcreteMoments, at z: Span<Double>, to y: inout MutableSpan<Double>) {
    moments.addMean(noiseProbability, at: z, to: &y)
    addUndisturbed(power: 1, at: z, to: &y)
  }

  private func mean<Scalar: GateScalar>(
    _ z: Span<Scalar>, _ gates: inout MutableSpan<Scalar>, _ moments: ConcreteMoments
  ) {
    inDoubles(z, into: &gates) { z, mean in
      addMean(moments, at: z, to: &mean)
      clip(&mean)
    }
  }

  private func variance<Scalar: GateScalar>(
    _ z: Span<Scalar>, _ variances: inout MutableSpan<Scalar>, _ moments: ConcreteMoments
  ) {
    inDoubles(z, into: &variances) { z, variance in
      var mean = [Double](repeating: 0, count: z.count)
      var means = mean.mutableSpan
      addMean(moments, at: z, to: &means)
      moments.addSecondMoment(noiseProbability, at: z, to: &variance)
      addUndisturbed(power: 2, at: z, to: &variance)
      subtractSquares(of: means.span, from: &variance)
    }
  }
}
