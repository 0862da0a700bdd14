public import Catalog
public import Recurrence

/// ARM: the difference of an antithetic pair of draws, weighted by how far their uniform is from the middle.
///
///     (f(1[u > 1 − p]) − f(1[u < p]))·(u − ½)
///
/// Both draws come from one u, the second being the gate's own. For a group of independent gates the whole group is
/// drawn from u and from 1 − u, and each gate has its own factor u − ½.
///
/// In a network a gate changes all later logits. So one group at a time, in causal order, is drawn again from 1 − u,
/// and everything after it is rolled out anew with the same later noise; a joint pair over all steps would be biased.
/// A group is the three gates of a layer and step, or {i, f} and then {o} where a peephole makes o's logit depend on
/// them.
///
/// - Draws: those of the policies.
/// - Evaluations: 1 and one more for each group.
/// - Source: Yin and Zhou 2019 (arXiv 1807.11143).
public struct ARMEstimator: Sendable {
  /// The catalog entry.
  public static let description = KindDescription(
    "arm", summary: "An antithetic pair of draws at each step, weighted by their uniform; unbiased.",
    formula: "(f(1[u > 1 − p]) − f(1[u < p]))(u − ½)", source: "Yin and Zhou 2019 (arXiv 1807.11143)")

  /// The estimator, which has no settings.
  public init(_ parameters: Parameters) throws(ParameterError) {}

  /// The estimator, which has no settings.
  public init() {}

  /// The estimate for one logit; `difference` is f(1[u > 1 − p]) − f(1[u < p]).
  static func term(difference: Double, uniform: Double) -> Double { difference * (uniform - 0.5) }
}

extension ARMEstimator: GradientEstimator {
  /// The path itself, and a re-roll-out for each group.
  public func lossEvaluations(_ setting: EstimationSetting) -> Int { 1 + setting.causalGroups }

  /// The re-roll-outs of several groups.
  public func rows(batch: Int) -> Int { batch * AntitheticEstimate.copies(ofBatch: batch) }

  /// One re-roll-out for each group, and one backward pass.
  public func estimate<Engine: LSTMEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    AntitheticEstimate.run(engine, pass) { pair in
      Self.term(difference: pair.difference, uniform: pair.uniform)
    }
  }
}

extension ARMEstimator: OneGateEstimator {
  /// One uniform, used as u and as 1 − u.
  public var uniformCount: Int { 1 }
  /// Both members of the pair.
  public var evaluations: Int { 2 }

  /// (f(1[u > 1 − p]) − f(1[u < p]))·(u − ½).
  public func estimate(_ problem: OneGateProblem, uniforms: Span<Double>) -> Double {
    let u = uniforms[0]
    let difference = problem.loss(problem.draw(1 - u)) - problem.loss(problem.draw(u))
    return Self.term(difference: difference, uniform: u)
  }
}
