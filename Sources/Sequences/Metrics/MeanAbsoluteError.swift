public import Catalog

/// The mean absolute error, Σ|y − t|/N over all N target values.
public struct MeanAbsoluteError: MeanMetric {
  /// The catalog entry of `mae`.
  public static let description = KindDescription(
    "mae", summary: "The mean of the absolute errors over all target values.", formula: "Σ|y − t|/N")
  /// True.
  public static let lowerIsBetter = true
  /// Those of the mean squared error.
  public static let targets = MeanSquaredError.targets

  var mean = TermMean()

  /// No rows yet.
  public init() {}

  static func add(_ rows: ScoredRows, to sum: inout Double) {
    rows.forEachPair { output, target in sum += abs(output - target) }
  }
}
