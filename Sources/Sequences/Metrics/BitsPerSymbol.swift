public import Catalog

/// The cross-entropy in bits a symbol: nats divided by ln 2.
public struct BitsPerSymbol: Metric {
  /// The catalog entry of `bits_per_symbol`.
  public static let description = KindDescription(
    "bits_per_symbol", summary: "The cross-entropy in bits for each class or bit to predict.",
    formula: "cross_entropy/ln 2")
  /// True.
  public static let lowerIsBetter = true
  /// Those of the cross-entropy.
  public static let targets = CrossEntropy.targets

  private var entropy = CrossEntropy()

  /// No rows yet.
  public init() {}

  /// Adds the logarithms.
  public mutating func add(_ rows: ScoredRows) { entropy.add(rows) }

  /// Their mean in bits.
  public var value: Double? { entropy.value.map { $0 / 0.693_147_180_559_945_309 } }
}
