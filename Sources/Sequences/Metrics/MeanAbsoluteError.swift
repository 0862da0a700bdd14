public import Catalog

/// The mean absolute error, Σ|y − t|/N over all N target values.
public struct MeanAbsoluteError: Metric {
  /// The catalog entry of `mae`.
  public static let description = KindDescription(
    "mae", summary: "The mean of the absolute errors over all target values.", formula: "Σ|y − t|/N")
  /// True.
  public static let lowerIsBetter = true
  /// Numbers, and bits by their probability.
  public static let targets: [TargetKind] = [.real, .bits]

  private var sum = 0.0
  private var count = 0

  /// No rows yet.
  public init() {}

  /// Adds the absolute errors.
  public mutating func add(_ rows: ScoredRows) {
    rows.forEachPair { output, target in sum += abs(output - target) }
    count += rows.targets.count
  }

  /// The mean.
  public var value: Double? { count > 0 ? sum / Double(count) : nil }
}
