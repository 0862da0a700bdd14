public import Catalog

/// The share of classes, or of bits, that are predicted right.
///
/// A class is predicted by the largest probability, the first among equal ones; a bit by whether its probability is at
/// least ½.
public struct Accuracy: Metric {
  /// The catalog entry of `accuracy`.
  public static let description = KindDescription(
    "accuracy", summary: "The share of classes, or of bits, that are predicted right.",
    formula: "Σ1[argmax y = c]/N; bits: Σ1[1[y ≥ ½] = t]/N")
  /// False.
  public static let lowerIsBetter = false
  /// Classes and bits.
  public static let targets: [TargetKind] = [.classIndex, .bits]

  private var right = 0
  private var count = 0

  /// No rows yet.
  public init() {}

  /// Counts what is right.
  public mutating func add(_ rows: ScoredRows) {
    if rows.target == .classIndex {
      rows.forEachClass { probabilities, index in
        var best = 0
        for other in probabilities.indices where probabilities[other] > probabilities[best] { best = other }
        right += best == index ? 1 : 0
      }
    } else {
      rows.forEachPair { output, target in right += (output >= 0.5) == (target == 1) ? 1 : 0 }
    }
    count += rows.targets.count
  }

  /// The share.
  public var value: Double? { count > 0 ? Double(right) / Double(count) : nil }
}
