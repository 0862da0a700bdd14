public import Gating

/// What a gate policy and its backward rule make of the one-gate problem: f′(g)·∂g/∂z at z = φ.
///
/// A relaxed policy differentiates its own path; a gate that is 0 or 1 takes the slope of `rule`. Biased for f, but for
/// ReinMax, whose mean is exact where f is quadratic.
public struct OneGateSlope: OneGateEstimator {
  /// The forward law.
  public let policy: any GatePolicy
  /// The rule for gates without a useful derivative.
  public let rule: any SurrogateGradient

  /// A policy with its backward rule.
  public init(_ policy: any GatePolicy, rule: any SurrogateGradient = AutomaticGradient()) {
    self.policy = policy
    self.rule = rule
  }

  /// As many as the policy draws for a unit.
  public var uniformCount: Int { policy.drawsPerUnit }
  /// One: f is seen through its slope at g.
  public var evaluations: Int { 1 }

  /// f′(g)·∂g/∂z.
  public func estimate(_ problem: OneGateProblem, uniforms: Span<Double>) -> Double {
    let logits = [problem.logit]
    var (gates, slopes) = ([0.0], [0.0])
    var gateSpan = gates.mutableSpan
    var slopeSpan = slopes.mutableSpan
    policy.sample(
      logits.span, uniforms: uniforms, gates: &gateSpan, slopes: &slopeSpan, rule: rule, epoch: 0)
    return problem.lossSlope(gates[0]) * slopes[0]
  }
}
