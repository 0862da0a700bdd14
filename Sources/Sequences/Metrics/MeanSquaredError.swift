public import Catalog

/// The mean squared error, Σ(y − t)²/N over all N target values.
public struct MeanSquaredError: Metric {
  /// The catalog entry of `mse`.
  public static let description = KindDescription(
    "mse", summary: "The mean of the squared errors over all target values.", formula: "Σ(y − t)²/N")
  /// True.
  public static let lowerIsBetter = true
  /// Numbers, and bits by their probability, where it is the Brier score (Brier 1950).
  public static let targets: [TargetKind] = [.real, .bits]

  private var sum = 0.0
  private var count = 0

  /// No rows yet.
  public init() {}

  /// Adds the squared errors.
  public mutating func add(_ rows: ScoredRows) {
    rows.forEachPair { output, target in sum += (output - target) * (output - target) }
    count += rows.targets.count
  }

  /// The mean.
  public var value: Double? { count > 0 ? sum / Double(count) : nil }
}
