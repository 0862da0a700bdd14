public import Catalog

/// A surrogate that starts smooth and steepens towards the hard gate as training goes on.
///
/// With the slope a = min(cap, 1 + rate·epoch), ∂g/∂z is taken as
/// - `sigmoid`: a·σ′(a(z − θ)) = a·p_a(1 − p_a), p_a = σ(a(z − θ));
/// - `hard_sigmoid`: a/2 where |a(z − θ)| < 1, else 0: the derivative of clip((a(z − θ) + 1)/2, 0, 1).
///
/// There are two switches. This one steepens the backward rule alone; it does not look at the policy's temperature.
/// The other is the sampled probability's own slope, `probability_temperature: {schedule: slope_annealed}` on
/// ``BernoulliGate``. The published method has both on, with the hard sigmoid; with both on and equal settings the
/// `sigmoid` surrogate here is the exact derivative of the sampled probability. In an experiment file both are
///
///     gates: {all: {kind: bernoulli, probability_temperature: {schedule: slope_annealed}}}
///     training: {gradient: {kind: slope_annealed, surrogate: hard_sigmoid}}
///
/// The epoch counts passes over the training data from 0, so the first has slope 1. A generated task says how many
/// updates make an epoch.
///
/// - Errors: those of ``StraightThroughSigmoid`` for `sigmoid`; none for `hard_sigmoid`.
/// - Source: Chung, Ahn and Bengio 2017 (arXiv 1609.01704), with rate 0.04 and cap 5.
public struct SlopeAnnealed: SurrogateGradient {
  /// The function whose derivative stands in.
  public enum Surrogate: String, Sendable, Hashable, CaseIterable {
    /// The logistic function.
    case sigmoid
    /// The hard sigmoid clip((x + 1)/2, 0, 1), as published.
    case hardSigmoid = "hard_sigmoid"
  }

  /// The catalog entry.
  public static let description = KindDescription(
    "slope_annealed", summary: "A surrogate that steepens from epoch to epoch.",
    formula: "∂g/∂z := a·σ′(a(z − θ)), or a/2 where |a(z − θ)| < 1; a = min(cap, 1 + rate·epoch)",
    source: "Chung, Ahn and Bengio 2017 (arXiv 1609.01704)",
    parameters: [
      Parameter(
        "surrogate", .choice(Surrogate.allCases.map(\.rawValue)), default: .text("sigmoid"),
        summary: "The function whose derivative stands in."),
      Parameter(
        "rate", .number(.nonNegative), default: .number(0.04), summary: "Growth of the slope per epoch."),
      Parameter("cap", .number(Bounds(1, 1e6)), default: .number(5), summary: "Largest slope."),
    ])

  /// The function whose derivative stands in.
  public let surrogate: Surrogate
  /// How the slope grows.
  public let growth: GrowingSlopeSchedule

  /// A rule with checked settings.
  public init(_ parameters: Parameters) throws(ParameterError) {
    // The description admits the raw values alone.
    surrogate = Surrogate(rawValue: parameters.text("surrogate"))!
    growth = try GrowingSlopeSchedule(parameters)
  }

  /// The slope a in an epoch, counted from 0.
  public func slope(epoch: Int) -> Double { growth.slope(epoch: epoch) }

  /// The rule over slices.
  public func replace<Scalar: GateScalar>(
    _ slopes: inout MutableSpan<Scalar>, preActivations: Span<Scalar>, uniforms: Span<Scalar>,
    gates: Span<Scalar>, threshold: Double, temperature: Double, epoch: Int
  ) {
    checkCounts(slopes, preActivations, gates)
    let (threshold, steepness) = (Scalar(threshold), Scalar(slope(epoch: epoch)))
    switch surrogate {
    case .sigmoid:
      sigmoid(of: preActivations, shift: threshold, scale: steepness, into: &slopes)
      Scalar.logisticSlopes(&slopes, scale: steepness)
    case .hardSigmoid: hardSlopes(&slopes, preActivations, threshold, steepness)
    }
  }

  private func hardSlopes<Scalar: GateScalar>(
    _ slopes: inout MutableSpan<Scalar>, _ z: Span<Scalar>, _ threshold: Scalar, _ steepness: Scalar
  ) {
    for i in 0..<slopes.count {
      let inside = ((z[unchecked: i] - threshold) * steepness).magnitude < 1
      slopes[unchecked: i] = .indicator(inside, witness: slopes[unchecked: i]) * (steepness / 2)
    }
  }
}
