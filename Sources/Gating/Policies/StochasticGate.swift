import CKernels
public import Catalog

/// A hard sigmoid with Gaussian noise ahead of its clipping.
///
/// g = clip(z + ½ + s·ε, 0, 1), ε = −Φ⁻¹(u) standard normal: linear in z with slope 1 between two kinks, whose place the
/// noise shifts. It is 0 with probability Φ(−(z + ½)/s) and 1 with probability Φ((z − ½)/s). Native evaluation is
/// clip(z + ½, 0, 1).
///
/// Unlike a sigmoid's, its whole range is a pre-activation of width 1 plus noise: gates close for good easily.
///
/// - Draws: one uniform per unit and step.
/// - Slopes: pathwise; 1 where the gate is not clipped, else 0.
/// - Mean: clip(μ, 0, 1) + s·(ψ(|μ|/s) − ψ(|μ − 1|/s)), μ = z + ½, ψ(t) = φ(t) − t·Φ(−t). Variance from the second
///   moment of a clipped normal, to 1e-11.
/// - Errors: those of Φ⁻¹, times s, and two roundings.
/// - Source: Yamada, Lindenbaum, Negahban and Kluger 2020 (arXiv 1810.04247), s = 0.5; the penalty is theirs too.
public struct StochasticGate: FusedGatePolicy, PenalizedGatePolicy {
  /// The catalog entry.
  public static let description = KindDescription(
    "stochastic_gate", summary: "A clipped line with Gaussian noise, which can be exactly 0 or 1.",
    formula: "g = clip(z + ½ − deviation·Φ⁻¹(u), 0, 1)",
    source: "Yamada, Lindenbaum, Negahban and Kluger 2020 (arXiv 1810.04247)",
    parameters: [.deviation(in: "gate")])

  /// The standard deviation s of the noise.
  public let deviation: Double

  /// A stochastic gate with checked settings.
  public init(_ parameters: Parameters) throws(ParameterError) {
    deviation = parameters.number("deviation")
  }

  /// One uniform for each unit.
  public var drawsPerUnit: Int { 1 }

  /// g and ∂g/∂z.
  func fused(_ s: SlicePointers) {
    ckernels().pointee.stochastic_gate(s.z, s.u!, Float(deviation), s.gates, s.slopes, s.count)
  }

  /// The same in double precision.
  func formula(
    _ z: Span<Double>, _ u: Span<Double>, _ gates: inout MutableSpan<Double>,
    _ slopes: inout MutableSpan<Double>
  ) {
    VectorMath.normalQuantile(u, into: &gates)
    for i in 0..<gates.count {
      let line = z[i] + 0.5 - deviation * gates[i]
      gates[i] = line.clippedToUnit
      slopes[i] = .indicator(line > 0 && line < 1, witness: gates[i])
    }
  }

  /// clip(z + ½, 0, 1).
  public func evaluate<Scalar: GateScalar>(_ z: Span<Scalar>, gates: inout MutableSpan<Scalar>) {
    checkCounts(z, gates: gates)
    for i in 0..<gates.count { gates[i] = (z[i] + 0.5).clippedToUnit }
  }

  /// E[g | z].
  public func mean<Scalar: GateScalar>(_ z: Span<Scalar>, gates: inout MutableSpan<Scalar>) {
    inDoubles(z, into: &gates, moments(variance: false))
  }

  /// Var[g | z].
  public func variance<Scalar: GateScalar>(_ z: Span<Scalar>, into variances: inout MutableSpan<Scalar>) {
    inDoubles(z, into: &variances, moments(variance: true))
  }

  /// Where the line is 1 and where it is 0.
  public func discontinuities(_ preActivation: Double, draw: Int) -> [Double] {
    [-0.5, 0.5].map { VectorMath.normalCDF((preActivation + $0) / deviation) }
  }

  /// P(g ≠ 0 | z) = Φ((z + ½)/s), and its derivative φ((z + ½)/s)/s.
  public func openProbability<Scalar: GateScalar>(
    _ preActivations: Span<Scalar>, into probabilities: inout MutableSpan<Scalar>,
    slopes: inout MutableSpan<Scalar>
  ) {
    inDoubles(preActivations, into: &probabilities, open)
    inDoubles(preActivations, into: &slopes, openSlope)
  }

  private func open(_ z: Span<Double>, _ probabilities: inout MutableSpan<Double>) {
    for i in 0..<z.count { probabilities[i] = (z[i] + 0.5) / deviation }
    VectorMath.normalCDF(inPlace: &probabilities)
  }

  private func openSlope(_ z: Span<Double>, _ slopes: inout MutableSpan<Double>) {
    for i in 0..<z.count { slopes[i] = normalDensity((z[i] + 0.5) / deviation) / deviation }
  }

  /// The law of the mean, or of the variance with E[g²] = Φ(β) + (μ² + s²)·(Φ(α) − Φ(β)) + s·(μ·φ(α) − (μ + 1)·φ(β)),
  /// α = μ/s, β = (μ − 1)/s.
  private func moments(variance: Bool) -> (Span<Double>, inout MutableSpan<Double>) -> Void {
    { z, values in
      for i in 0..<z.count {
        // 40 deviations beyond the kinks the gate is certain.
        let far = 40 * deviation + 2
        let mu = (z[i] > far ? far : z[i] < -far ? -far : z[i]) + 0.5
        let (above, below) = (NormalTail(mu / deviation), NormalTail((mu - 1) / deviation))
        let mean = (mu.clippedToUnit + deviation * (above.excess - below.excess)).clippedToUnit
        guard variance else {
          values[i] = mean
          continue
        }
        let inside = (mu * mu + deviation * deviation) * (above.probability - below.probability)
        let edges = deviation * (mu * above.density - (mu + 1) * below.density)
        let excess = below.probability + inside + edges - mean * mean
        values[i] = excess < 0 ? 0 : excess
      }
    }
  }
}

/// Φ, φ and the expected overshoot of a standard normal at a point.
private struct NormalTail {
  /// Φ(x).
  let probability: Double
  /// φ(x).
  let density: Double
  /// ψ(|x|) = φ(x) − |x|·Φ(−|x|), the mean of what a standard normal exceeds |x| by.
  let excess: Double

  init(_ x: Double) {
    probability = VectorMath.normalCDF(x)
    density = normalDensity(x)
    excess = density - x.magnitude * VectorMath.normalCDF(-x.magnitude)
  }
}

/// φ(x) = exp(−x²/2)/√(2π).
func normalDensity(_ x: Double) -> Double {
  VectorMath.exp(-0.5 * x * x) * 0.3989422804014327
}
