public import Catalog

/// Dropout on the whole cell: a control, expected to fail.
///
/// c_t = m ∘ (r ∘ c_{t−1} + i ∘ g), with m = 1/(1 − rate) where u < 1 − rate, else 0. A cell is emptied with every step's
/// chance, so nothing is remembered for more than about 1/rate steps, and what survives grows by 1/(1 − rate) a step.
///
/// - Draws: one uniform per unit and step from the cell channel.
/// - Expectation: m = 1.
public struct NaiveCellDropout: StateNoise {
  /// The catalog entry.
  public static let description = KindDescription(
    "naive_cell_dropout", summary: "Whole cells are dropped at random: a control that should fail.",
    formula: "c_t = m∘(r∘c_{t−1} + i∘g), m = 1[u < 1 − rate]/(1 − rate)",
    parameters: [.dropoutRate("How often a cell is dropped, as a probability.")])

  /// m_c.
  public let masks: [StateMask]

  /// Reads `rate`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    masks = [StateMask(.cell, rate: parameters.number("rate"))]
  }
}
