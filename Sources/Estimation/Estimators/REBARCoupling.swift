/// A uniform drawn again so that it still gives the Bernoulli gate's draw: what REBAR conditions its relaxation on.
///
/// With the draw b = 1[u < p] and a fresh uniform v,
///
///     v′ = b·v·p + (1 − b)·(p + v·(1 − p)),      z̃ = φ − logit(v′),
///
/// so that 1[v′ < p] = b, and v′ is uniform where b is drawn. v′ moves with p at constant v:
///
///     ∂v′/∂p = b·v + (1 − b)·(1 − v),     ∂z̃/∂φ = 1 − ∂v′/∂p · p(1 − p) / (v′(1 − v′)).
///
/// Leaving ∂v′/∂p out, as if v′ were constant, makes the estimator biased.
public struct REBARCoupling: Sendable, Hashable {
  /// v′.
  public let uniform: Double
  /// ∂z̃/∂φ at constant b and v.
  public let logitSlope: Double

  /// The coupling to a draw b of 0 or 1.
  public init(drawn: Double, uniform v: Double, probability p: Double) {
    // With 1 − v′ = (1 − v)(1 − p) where off, a factor cancels in ∂z̃/∂φ, and 0/0 cannot come up.
    if drawn == 1 {
      uniform = v * p
      logitSlope = 1 - (1 - p) / (1 - v * p)
    } else {
      uniform = p + v * (1 - p)
      logitSlope = 1 - p / (p + v * (1 - p))
    }
  }
}
