import CKernels
public import Catalog

/// A Concrete gate stretched beyond 0 and 1 and clipped, so that it is exactly 0 or exactly 1 with some probability.
///
/// s = σ((z − L)/β), g = clip(s·(ζ − γ) + γ, 0, 1) with γ < 0 and ζ > 1. In between the gate has a derivative; at its
/// ends it has none, and closed units can be left out. P(g = 0) = 1 − σ(z − β·ln(−γ/ζ)) and
/// P(g = 1) = σ(z − β·ln((1 − γ)/(ζ − 1))): 0.1682 each at z = 0, and 0.0266 and 0.5990 at z = 2, with the defaults.
/// Native evaluation is clip(σ(z)·(ζ − γ) + γ, 0, 1).
///
/// - Draws: one uniform per unit and step.
/// - Slopes: pathwise; 0 where the gate is clipped.
/// - Mean and variance: E[gᵏ] = ∫₀¹ k·xᵏ⁻¹·P(g > x) dx with P(g > x) = σ(z − β·logit((x − γ)/(ζ − γ))), by a
///   Gauss–Legendre rule of 64 nodes.
/// - Errors: as ``BinaryConcreteGate``, times ζ − γ.
/// - Source: Louizos, Welling and Kingma 2018 (arXiv 1712.01312), whose penalty is ``openProbability(_:into:slopes:)``.
public struct HardConcreteGate: FusedGatePolicy, AveragedGatePolicy, PenalizedGatePolicy {
  /// The catalog entry.
  public static let description = KindDescription(
    "hard_concrete", summary: "A stretched and clipped Concrete gate, which can be exactly 0 or 1.",
    formula: "s = σ((z − logit(u))/temperature), g = clip(s·(high − low) + low, 0, 1)",
    source: "Louizos, Welling and Kingma 2018 (arXiv 1712.01312)",
    parameters: [
      .temperature(default: 2.0 / 3, summary: "Width of the smoothed step, β."),
      Parameter(
        "low", .number(Bounds(-10, -0.001)), default: .number(-0.1), isSchedulable: true,
        summary: "Where the stretched gate starts, γ."),
      Parameter(
        "high", .number(Bounds(1.001, 10)), default: .number(1.1), isSchedulable: true,
        summary: "Where the stretched gate ends, ζ."),
    ])

  /// The temperature β.
  public let temperature: Double
  /// The lower end γ of the stretched gate.
  public let low: Double
  /// The upper end ζ of the stretched gate.
  public let high: Double

  /// A hard Concrete gate with checked settings.
  public init(_ parameters: Parameters) throws(ParameterError) {
    temperature = parameters.number("temperature")
    (low, high) = (parameters.number("low"), parameters.number("high"))
  }

  /// One uniform for each unit.
  public var drawsPerUnit: Int { 1 }

  /// g and ∂g/∂z.
  func fused(_ s: SlicePointers) {
    let (scale, low, high) = (Float(1 / temperature), Float(low), Float(high))
    ckernels().pointee.hard_concrete_gate(s.z, s.u!, scale, low, high, s.gates, s.slopes, s.count)
  }

  /// The same in double precision.
  func formula(
    _ z: Span<Double>, _ u: Span<Double>, _ gates: inout MutableSpan<Double>,
    _ slopes: inout MutableSpan<Double>
  ) {
    VectorMath.logit(u, into: &gates)
    smoothedStep(z, scale: 1 / temperature, gates: &gates, slopes: &slopes)
    for i in 0..<gates.count {
      let stretched = gates[i] * (high - low) + low
      gates[i] = stretched.clippedToUnit
      slopes[i] = stretched <= 0 || stretched >= 1 ? 0 : slopes[i] * (high - low)
    }
  }

  /// clip(σ(z)·(ζ − γ) + γ, 0, 1).
  public func evaluate<Scalar: GateScalar>(_ z: Span<Scalar>, gates: inout MutableSpan<Scalar>) {
    checkCounts(z, gates: gates)
    VectorMath.sigmoid(z, into: &gates)
    let (low, width) = (Scalar(low), Scalar(high) - Scalar(low))
    for i in 0..<z.count {
      gates[unchecked: i] = (gates[unchecked: i] * width + low).clippedToUnit
    }
  }

  /// Where the stretched gate is 1 and where it is 0.
  public func discontinuities(_ preActivation: Double, draw: Int) -> [Double] {
    [VectorMath.sigmoid(preActivation - noise(at: 1)), VectorMath.sigmoid(preActivation - noise(at: 0))]
  }

  /// P(g ≠ 0 | z) = σ(z − β·ln(−γ/ζ)), and σ′ of it.
  public func openProbability<Scalar: GateScalar>(
    _ preActivations: Span<Scalar>, into probabilities: inout MutableSpan<Scalar>,
    slopes: inout MutableSpan<Scalar>
  ) {
    checkCounts(preActivations, gates: probabilities)
    checkCounts(preActivations, gates: slopes)
    let shift = Scalar(noise(at: 0))
    for i in 0..<probabilities.count { probabilities[i] = shift }
    smoothedStep(preActivations, scale: 1, gates: &probabilities, slopes: &slopes)
  }

  /// The z − L at which the stretched gate is x: β·logit((x − γ)/(ζ − γ)).
  private func noise(at x: Double) -> Double {
    temperature * (VectorMath.log(x - low) - VectorMath.log(high - x))
  }

  private static let rule = SmoothedRule(order: 64)

  /// E[g] and E[g²] by the rule over x.
  func moments<Scalar: GateScalar>(for scalar: Scalar.Type) -> SigmoidMoments {
    let (places, weights) = (Self.rule.places, Self.rule.weights)
    let shifts = places.map(noise)
    return SigmoidMoments(
      first: SigmoidAverage(shifts: shifts, weights: weights),
      second: SigmoidAverage(shifts: shifts, weights: zip(places, weights).map { 2 * $0 * $1 }))
  }
}
