public import Catalog

/// Zoneout: units keep their old state at random, cells and hidden states each with their own rate.
///
/// c_t = c_{t−1} where d_c, else ĉ = r ∘ c_{t−1} + i ∘ g; h_t = h_{t−1} where d_h, else o ∘ tanh(ĉ): the hidden state sees
/// the cell that was computed, held or not. A select and not a mix, so that nothing leaks from one side to the other. The
/// rates are those of *holding*; several public programs take the rate of updating.
///
/// - Draws: one uniform per unit and step for each rate above 0, from the cell and hidden channels.
/// - Expectation: c_t = rate·c_{t−1} + (1 − rate)·ĉ, and h_t alike.
/// - Defaults: the paper's for characters of the Penn Treebank; it has .25/.025 for words and .15/.15 for pixels of digits.
/// - Source: Krueger et al. 2017 (arXiv 1606.01305).
public struct Zoneout: StateNoise {
  /// The catalog entry.
  public static let description = KindDescription(
    "zoneout", summary: "Units keep their old cell or hidden state at random.",
    formula: "c_t = c_{t−1} where u < cell_rate, else r∘c_{t−1} + i∘g; h_t = h_{t−1} where u′ < hidden_rate",
    source: "Krueger et al. 2017 (arXiv 1606.01305)",
    parameters: [
      Parameter(
        "cell_rate", .number(.probability), default: .number(0.5),
        summary: "How often a unit keeps its cell, as a probability."),
      Parameter(
        "hidden_rate", .number(.probability), default: .number(0.05),
        summary: "How often a unit keeps its hidden state, as a probability."),
    ])

  /// d_c and d_h.
  public let masks: [StateMask]

  /// Reads `cell_rate` and `hidden_rate`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    masks = [
      StateMask(.zoneoutCell, rate: parameters.number("cell_rate")),
      StateMask(.zoneoutHidden, rate: parameters.number("hidden_rate")),
    ]
  }
}
