import Catalog
import Recurrence

/// An estimator from the difference of an antithetic pair of draws, one from u and one from 1 − u.
protocol AntitheticEstimator: GradientEstimator, OneGateEstimator, KindWithoutSettings {
  /// The estimate for one logit.
  static func term(_ pair: AntitheticPair) -> Double
}

/// One draw of a gate beside its antithetic one.
struct AntitheticPair {
  /// f(b) − f(b̃), for a network the sequence's share of the loss.
  let difference: Double
  /// u.
  let uniform: Double
  /// b̃ = 1[u < p], the gate's own draw.
  let drawn: Double
  /// p.
  let probability: Double

  /// b = 1[1 − u < p].
  var other: Double { 1 - uniform < probability ? 1 : 0 }
}

extension AntitheticEstimator {
  /// The path itself, and a re-roll-out for each group.
  public func lossEvaluations(_ setting: EstimationSetting) -> Int { 1 + setting.causalGroups }

  /// The re-roll-outs of several groups.
  public func rows(batch: Int) -> Int { batch * AntitheticEstimate.copies(ofBatch: batch) }

  /// One re-roll-out for each group, and one backward pass.
  public func estimate<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    AntitheticEstimate.run(engine, pass, term: Self.term)
  }

  /// One uniform, used as u and as 1 − u.
  public var uniformCount: Int { 1 }
  /// Both members of the pair.
  public var evaluations: Int { 2 }

  /// The term of the one pair.
  public func estimate(_ problem: OneGateProblem, uniforms: Span<Double>) -> Double {
    let (other, drawn) = (problem.draw(1 - uniforms[0]), problem.draw(uniforms[0]))
    return Self.term(
      AntitheticPair(
        difference: problem.loss(other) - problem.loss(drawn), uniform: uniforms[0], drawn: drawn,
        probability: problem.probability))
  }
}
