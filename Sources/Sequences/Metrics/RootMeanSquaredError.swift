public import Catalog

/// The root of the mean squared error, √(Σ(y − t)²/N), in the units of the targets.
public struct RootMeanSquaredError: Metric {
  /// The catalog entry of `rmse`.
  public static let description = KindDescription(
    "rmse", summary: "The root of the mean squared error, in the units of the targets.",
    formula: "√(Σ(y − t)²/N)")
  /// True.
  public static let lowerIsBetter = true
  /// Those of the mean squared error.
  public static let targets = MeanSquaredError.targets

  private var squares = MeanSquaredError()

  /// No rows yet.
  public init() {}

  /// Adds the squared errors.
  public mutating func add(_ rows: ScoredRows) { squares.add(rows) }

  /// The root of their mean.
  public var value: Double? { squares.value?.squareRoot() }
}
