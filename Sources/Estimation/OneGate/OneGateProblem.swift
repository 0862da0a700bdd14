import Gating

/// The smallest problem that tells gradient estimators apart: one Bernoulli gate under a squared loss.
///
///     f(b) = (b − t)²,   b ~ Bernoulli(p),   p = σ(φ)
///
/// Its exact gradient is ∂E[f]/∂φ = (f(1) − f(0))·p(1 − p), so the mean and the variance of every estimator are
/// integrals over one or two uniforms. With t = 0.45 and φ = 1 the gradient is 0.0196611933. Source of the problem,
/// with other t: Tucker et al. 2017 (arXiv 1703.07370).
public struct OneGateProblem: Sendable, Hashable {
  /// The target t.
  public let target: Double
  /// The logit φ.
  public let logit: Double
  /// p = σ(φ).
  public let probability: Double

  /// The problem with a target and a logit.
  public init(target: Double, logit: Double) {
    self.target = target
    self.logit = logit
    probability = VectorMath.sigmoid(logit)
  }

  /// f(g) = (g − t)² for any gate value g, between 0 and 1 too.
  public func loss(_ gate: Double) -> Double { (gate - target) * (gate - target) }

  /// f′(g) = 2(g − t).
  public func lossSlope(_ gate: Double) -> Double { 2 * (gate - target) }

  /// E[f] = p·f(1) + (1 − p)·f(0).
  public var expectedLoss: Double { probability * loss(1) + (1 - probability) * loss(0) }

  /// ∂E[f]/∂φ = (f(1) − f(0))·p(1 − p).
  public var exactGradient: Double { (loss(1) - loss(0)) * (probability * (1 - probability)) }
}
