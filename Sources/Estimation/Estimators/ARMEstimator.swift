public import Catalog

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
/// them. Where gates see the input alone, as those of a minimal GRU, all steps of a layer are one group, whose draws no logit
/// of the layer depends on: the joint pair is then right, and its roll-outs do not grow with the length.
///
/// - Draws: those of the policies.
/// - Evaluations: 1 and one more for each group.
/// - Source: Yin and Zhou 2019 (arXiv 1807.11143).
public struct ARMEstimator: AntitheticEstimator {
  /// The catalog entry.
  public static let description = KindDescription(
    "arm", summary: "An antithetic pair of draws at each step, weighted by their uniform; unbiased.",
    formula: "(f(1[u > 1 − p]) − f(1[u < p]))(u − ½)", source: "Yin and Zhou 2019 (arXiv 1807.11143)")

  /// The estimator, which has no settings.
  public init() {}

  /// (f(1[u > 1 − p]) − f(1[u < p]))·(u − ½).
  static func term(_ pair: AntitheticPair) -> Double { pair.difference * (pair.uniform - 0.5) }
}
