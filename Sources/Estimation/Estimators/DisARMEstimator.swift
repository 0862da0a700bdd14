public import Catalog

/// DisARM: ARM with the uniform averaged out, given the pair of draws.
///
///     ½(f(b) − f(b̃))·(−1)^b̃·1[b ≠ b̃]·σ(|φ|),      b = 1[u > 1 − p], b̃ = 1[u < p]
///
/// Its variance is never above that of ``ARMEstimator``, and its evaluations are the same. b̃ is the gate's own draw.
///
/// - Draws: those of the policies.
/// - Evaluations: 1 and one more for each group of a layer and step, as for ``ARMEstimator``.
/// - Source: Dong, Mnih and Tucker 2020 (arXiv 2006.10680); Yin, Ho, Yan, Qian and Zhou 2020 (U2G).
public struct DisARMEstimator: AntitheticEstimator {
  /// The catalog entry.
  public static let description = KindDescription(
    "disarm", summary: "The antithetic pair of arm with its uniform averaged out; unbiased.",
    formula: "½(f(b) − f(b̃))(−1)^b̃ 1[b ≠ b̃] σ(|φ|), b = 1[u > 1 − p], b̃ = 1[u < p]",
    source: "Dong, Mnih and Tucker 2020 (arXiv 2006.10680)")

  /// The estimator, which has no settings.
  public init() {}

  /// ½(f(b) − f(b̃))·(−1)^b̃·1[b ≠ b̃]·σ(|φ|), where σ(|φ|) is the larger of p and 1 − p.
  static func term(_ pair: AntitheticPair) -> Double {
    guard pair.other != pair.drawn else { return 0 }
    return 0.5 * pair.difference * (pair.drawn == 1 ? -1 : 1) * max(pair.probability, 1 - pair.probability)
  }
}
