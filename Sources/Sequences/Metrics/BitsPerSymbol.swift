public import Catalog

/// The cross-entropy in bits a symbol: nats divided by ln 2.
public struct BitsPerSymbol: DerivedMetric {
  /// The catalog entry of `bits_per_symbol`.
  public static let description = KindDescription(
    "bits_per_symbol", summary: "The cross-entropy in bits for each class or bit to predict.",
    formula: "cross_entropy/ln 2")
  var base = CrossEntropy()

  /// No rows yet.
  public init() {}

  /// base/ln 2.
  static func value(of base: Double) -> Double { base / 0.693_147_180_559_945_309 }
}
