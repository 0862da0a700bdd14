public import Catalog

/// The mean squared error, Σ(y − t)²/N over all N target values.
public struct MeanSquaredError: MeanMetric {
  /// The catalog entry of `mse`.
  public static let description = KindDescription(
    "mse", summary: "The mean of the squared errors over all target values.", formula: "Σ(y − t)²/N")
  /// True.
  public static let lowerIsBetter = true
  /// Numbers, counts by their mean, and bits by their probability, where it is the Brier score (Brier 1950).
  public static let targets: [TargetKind] = [.real, .bits, .count]

  var mean = TermMean()

  /// No rows yet.
  public init() {}

  static func add(_ rows: ScoredRows, to sum: inout Double) {
    rows.forEachPair { output, target in sum += (output - target) * (output - target) }
  }
}
