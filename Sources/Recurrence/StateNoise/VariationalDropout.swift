public import Catalog

/// Variational dropout: one mask for a sequence on what a layer reads, its input and its hidden state.
///
/// z = b + W_x·(m_x ∘ x_t) + W_h·(m_h ∘ h_{t−1}), each mask 1/(1 − rate) where u < 1 − rate, else 0. All gates see the
/// same masks, and a unit that is dropped is so at every step of the sequence.
///
/// - Draws: one uniform per sequence and input, and one per sequence and unit, whatever the noise's sharing; from the
///   input and hidden channels, at step 0.
/// - Expectation: m = 1.
/// - Source: Gal and Ghahramani 2016 (arXiv 1512.05287).
public struct VariationalDropout: StateNoise {
  /// The catalog entry.
  public static let description = KindDescription(
    "variational_dropout",
    summary: "One mask for a whole sequence on inputs and hidden states, as a layer reads them.",
    formula:
      "z = b + W_x·(m_x∘x_t) + W_h·(m_h∘h_{t−1}), m = 1[u < 1 − rate]/(1 − rate), u drawn once a sequence",
    source: "Gal and Ghahramani 2016 (arXiv 1512.05287)",
    parameters: [.dropoutRate("How often an input or a unit is dropped, as a probability.")])

  /// m_x and m_h.
  public let masks: [StateMask]

  /// Reads `rate`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    let rate = parameters.number("rate")
    masks = [StateMask.Target.input, .hidden].map { StateMask($0, rate: rate, isForWholeSequence: true) }
  }
}
