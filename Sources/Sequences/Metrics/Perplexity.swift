public import Catalog
import Gating

/// The perplexity, e to the cross-entropy: how many equally likely classes would be as hard to predict.
public struct Perplexity: DerivedMetric {
  /// The catalog entry of `perplexity`.
  public static let description = KindDescription(
    "perplexity", summary: "e to the cross-entropy: equally likely classes that are as hard to predict.",
    formula: "exp(cross_entropy)", source: "Jelinek et al. 1977")
  /// Classes.
  public static let targets: [TargetKind] = [.classIndex]

  var base = CrossEntropy()

  /// No rows yet.
  public init() {}

  /// exp(base).
  static func value(of base: Double) -> Double { VectorMath.exp(base) }
}
