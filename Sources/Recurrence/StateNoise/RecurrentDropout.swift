public import Catalog

/// Recurrent dropout without memory loss: what is written to the cell is dropped, what the cell holds is not.
///
/// c_t = r ∘ c_{t−1} + m ∘ (i ∘ g), with m = 1/(1 − rate) where u < 1 − rate, else 0. Old content never passes a mask, so
/// a memory lasts as long as without the noise.
///
/// - Draws: one uniform per unit and step from the cell channel.
/// - Expectation: m = 1.
/// - Source: Semeniuta, Severyn and Barth 2016 (arXiv 1603.05118).
public struct RecurrentDropout: StateNoise {
  /// The catalog entry.
  public static let description = KindDescription(
    "recurrent_dropout", summary: "What is written to the cell is dropped at random.",
    formula: "c_t = r∘c_{t−1} + m∘(i∘g), m = 1[u < 1 − rate]/(1 − rate)",
    source: "Semeniuta, Severyn and Barth 2016 (arXiv 1603.05118)",
    parameters: [.dropoutRate("How often what a unit writes is dropped, as a probability.")])

  /// m_w.
  public let masks: [StateMask]

  /// Reads `rate`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    masks = [StateMask(.write, rate: parameters.number("rate"))]
  }
}
