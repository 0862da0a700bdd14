public import Catalog

/// The share of targets that are met to less than 0.04: the sums that Hochreiter and Schmidhuber count as correct.
public struct CorrectSums: MeanMetric {
  /// The catalog entry of `correct_sums`.
  public static let description = KindDescription(
    "correct_sums", summary: "The share of targets that are met to less than 0.04.",
    formula: "Σ1[|y − t| < 0.04]/N", source: "Hochreiter and Schmidhuber 1997, experiment 4")
  /// False.
  public static let lowerIsBetter = false
  /// Real targets.
  public static let targets: [TargetKind] = [.real]

  var mean = TermMean()

  /// No rows yet.
  public init() {}

  static func add(_ rows: ScoredRows, to sum: inout Double) {
    rows.forEachPair { output, target in sum += abs(output - target) < 0.04 ? 1 : 0 }
  }
}
