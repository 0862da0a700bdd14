public import Catalog
import Gating

/// The perplexity, e to the cross-entropy: how many equally likely classes would be as hard to predict.
public struct Perplexity: Metric {
  /// The catalog entry of `perplexity`.
  public static let description = KindDescription(
    "perplexity", summary: "e to the cross-entropy: equally likely classes that are as hard to predict.",
    formula: "exp(cross_entropy)", source: "Jelinek et al. 1977")
  /// True.
  public static let lowerIsBetter = true
  /// Classes.
  public static let targets: [TargetKind] = [.classIndex]

  private var entropy = CrossEntropy()

  /// No rows yet.
  public init() {}

  /// Adds the logarithms.
  public mutating func add(_ rows: ScoredRows) { entropy.add(rows) }

  /// The exponential of their mean.
  public var value: Double? { entropy.value.map { VectorMath.exp($0) } }
}
