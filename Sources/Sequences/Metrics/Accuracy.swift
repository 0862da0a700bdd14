public import Catalog

/// The share of classes, or of bits, that are predicted right.
///
/// A class is predicted by the largest probability, the first among equal ones; a bit by whether its probability is at
/// least ½.
public struct Accuracy: MeanMetric {
  /// The catalog entry of `accuracy`.
  public static let description = KindDescription(
    "accuracy", summary: "The share of classes, or of bits, that are predicted right.",
    formula: "Σ1[argmax y = c]/N; bits: Σ1[1[y ≥ ½] = t]/N")
  /// False.
  public static let lowerIsBetter = false
  /// Those of the cross-entropy.
  public static let targets = CrossEntropy.targets

  /// True.
  public static let readsDecisions = true
  /// The mean probability of what happened.
  public static var ofGuesses: (any Metric.Type)? { ExpectedAccuracy.self }

  var mean = TermMean()

  /// No rows yet.
  public init() {}

  static func add(_ rows: ScoredRows, to sum: inout Double) {
    rows.forEachDecision { predicted, actual in sum += predicted == actual ? 1 : 0 }
  }
}
