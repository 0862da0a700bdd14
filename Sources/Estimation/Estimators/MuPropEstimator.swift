public import Catalog

/// MuProp: the score function less a linear model of the loss at the mean gate, whose gradient is added back.
///
///     (f(b) − f(p) − f′(p)·(b − p))·(b − p) + f′(p)·p(1 − p)
///
/// Unbiased for one gate. In a network with a second draw the linear model's mean is no longer known: the mean-field
/// pass puts p in for every earlier draw, which is not where the network was. So it serves networks with one draw in
/// all, and is refused elsewhere.
///
/// - Draws: one.
/// - Evaluations: 2.
/// - Source: Gu, Levine, Sutskever and Mnih 2016 (arXiv 1511.05176).
public struct MuPropEstimator: Sendable {
  /// The catalog entry.
  public static let description = KindDescription(
    "muprop", summary: "The score function less a linear model at the mean gate; for a single draw.",
    formula: "(f(b) − f(p) − f′(p)(b − p))(b − p) + f′(p)p(1 − p)",
    source: "Gu, Levine, Sutskever and Mnih 2016 (arXiv 1511.05176)")

  /// The estimator, which has no settings.
  public init(_ parameters: Parameters) throws(ParameterError) {}

  /// The estimator, which has no settings.
  public init() {}

  /// The estimate for the logit; `meanLoss` is f(p) and `meanSlope` f′(p).
  static func term(
    loss: Double, meanLoss: Double, meanSlope: Double, drawn b: Double, probability p: Double
  ) -> Double {
    (loss - meanLoss - meanSlope * (b - p)) * (b - p) + meanSlope * (p * (1 - p))
  }
}
