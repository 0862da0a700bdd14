public import Catalog

/// The root of the mean squared error, √(Σ(y − t)²/N), in the units of the targets.
public struct RootMeanSquaredError: DerivedMetric {
  /// The catalog entry of `rmse`.
  public static let description = KindDescription(
    "rmse", summary: "The root of the mean squared error, in the units of the targets.",
    formula: "√(Σ(y − t)²/N)")
  var base = MeanSquaredError()

  /// No rows yet.
  public init() {}

  /// √base.
  static func value(of base: Double) -> Double { base.squareRoot() }
}
