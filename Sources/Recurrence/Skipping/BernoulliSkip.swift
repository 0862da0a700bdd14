public import Catalog

/// A step is taken with its learned probability.
///
///     u_t = 1[u < p_t]
///
/// - Draws: one uniform per sequence, layer and step, the second of the step channel, in training and in the evaluation mode `sample`.
///   The first step is always taken, for p_0 = 1.
/// - Other modes take a step where p_t ≥ ½.
/// - Source: the update probabilities of Campos et al. 2018 (arXiv 1708.06834), drawn in place of rounded.
public struct BernoulliSkip: SkipRule {
  /// The catalog entry.
  public static let description = KindDescription(
    "bernoulli",
    summary:
      "A step is taken with its learned probability; in evaluations without draws where that is at least one half.",
    formula: "u_t = 1[u < p_t]", source: "after Campos et al. 2018 (arXiv 1708.06834)",
    parameters: [.skipBudget, .skipBias])

  /// λ.
  public let budget: Double
  /// b before the first update.
  public let bias: Double
  /// p_t is learned.
  public var learns: Bool { true }
  /// u_t is drawn.
  public var draws: Bool { true }

  /// Reads `budget` and `bias`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    (budget, bias) = (parameters.number("budget"), parameters.number("bias"))
  }

  /// u < p_t, or p_t ≥ ½.
  public func takes<Scalar: BinaryFloatingPoint>(_ probability: Scalar, uniform: Scalar?) -> Bool {
    uniform.map { $0 < probability } ?? (probability >= 0.5)
  }
}
