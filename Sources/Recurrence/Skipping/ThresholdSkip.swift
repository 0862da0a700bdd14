public import Catalog

/// A step is taken where its probability is at least one half: the Skip RNN as published.
///
///     u_t = 1[p_t ≥ ½]
///
/// Nothing is drawn, so that training and evaluation skip alike.
///
/// Source: Campos et al. 2018 (arXiv 1708.06834), who round p_t and start at b = 1.
public struct ThresholdSkip: SkipRule {
  /// The catalog entry.
  public static let description = KindDescription(
    "threshold", summary: "A step is taken where its learned probability is at least one half.",
    formula: "u_t = 1[p_t ≥ ½]", source: "Campos et al. 2018 (arXiv 1708.06834)",
    parameters: [.skipBudget, .skipBias])

  /// λ.
  public let budget: Double
  /// b before the first update.
  public let bias: Double
  /// p_t is learned.
  public var learns: Bool { true }
  /// Nothing is drawn.
  public var draws: Bool { false }

  /// Reads `budget` and `bias`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    (budget, bias) = (parameters.number("budget"), parameters.number("bias"))
  }

  /// p_t ≥ ½.
  public func takes<Scalar: BinaryFloatingPoint>(_ probability: Scalar, uniform: Scalar?) -> Bool {
    probability >= 0.5
  }
}
