public import Catalog
public import Recurrence

/// DisARM: ARM with the uniform averaged out, given the pair of draws.
///
///     ½(f(b) − f(b̃))·(−1)^b̃·1[b ≠ b̃]·σ(|φ|),      b = 1[u > 1 − p], b̃ = 1[u < p]
///
/// Its variance is never above that of ``ARMEstimator``, and its evaluations are the same. b̃ is the gate's own draw.
///
/// - Draws: those of the policies.
/// - Evaluations: 1 and one more for each group of a layer and step, as for ``ARMEstimator``.
/// - Source: Dong, Mnih and Tucker 2020 (arXiv 2006.10680); Yin, Ho, Yan, Qian and Zhou 2020 (U2G).
public struct DisARMEstimator: Sendable {
  /// The catalog entry.
  public static let description = KindDescription(
    "disarm", summary: "The antithetic pair of arm with its uniform averaged out; unbiased.",
    formula: "½(f(b) − f(b̃))(−1)^b̃ 1[b ≠ b̃] σ(|φ|), b = 1[u > 1 − p], b̃ = 1[u < p]",
    source: "Dong, Mnih and Tucker 2020 (arXiv 2006.10680)")

  /// The estimator, which has no settings.
  public init(_ parameters: Parameters) throws(ParameterError) {}

  /// The estimator, which has no settings.
  public init() {}

  /// The estimate for one logit; `difference` is f(b) − f(b̃), `other` b and `primary` b̃.
  ///
  /// σ(|φ|) is the larger of p and 1 − p.
  static func term(difference: Double, other: Double, primary: Double, probability p: Double) -> Double {
    guard other != primary else { return 0 }
    return 0.5 * difference * (primary == 1 ? -1 : 1) * max(p, 1 - p)
  }
}

extension DisARMEstimator: GradientEstimator {
  /// The path itself, and a re-roll-out for each group.
  public func lossEvaluations(_ setting: EstimationSetting) -> Int { 1 + setting.causalGroups }

  /// The re-roll-outs of several groups.
  public func rows(batch: Int) -> Int { batch * AntitheticEstimate.copies(ofBatch: batch) }

  /// One re-roll-out for each group, and one backward pass.
  public func estimate<Engine: LSTMEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    AntitheticEstimate.run(engine, pass) { pair in
      Self.term(
        difference: pair.difference, other: 1 - pair.uniform < pair.probability ? 1 : 0,
        primary: pair.drawn, probability: pair.probability)
    }
  }
}

extension DisARMEstimator: OneGateEstimator {
  /// One uniform, used as u and as 1 − u.
  public var uniformCount: Int { 1 }
  /// Both members of the pair.
  public var evaluations: Int { 2 }

  /// ½(f(b) − f(b̃))·(−1)^b̃·1[b ≠ b̃]·σ(|φ|) with b = 1[u > 1 − p] and b̃ = 1[u < p].
  public func estimate(_ problem: OneGateProblem, uniforms: Span<Double>) -> Double {
    let (other, primary) = (problem.draw(1 - uniforms[0]), problem.draw(uniforms[0]))
    return Self.term(
      difference: problem.loss(other) - problem.loss(primary), other: other, primary: primary,
      probability: problem.probability)
  }
}
