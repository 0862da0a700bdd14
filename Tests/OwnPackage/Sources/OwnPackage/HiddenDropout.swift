import Sluice

/// Dropout on what a layer reads of its own hidden state, drawn anew at every step.
///
/// z = b + W_x·x_t + W_h·(m ∘ h_{t−1}), m = 1[u < 1 − rate]/(1 − rate).
struct HiddenDropout: StateNoise {
  static let description = KindDescription(
    "hidden_dropout", summary: "What a layer reads of its hidden state is dropped at random, step by step.",
    formula: "z = b + W_x·x_t + W_h·(m∘h_{t−1}), m = 1[u < 1 − rate]/(1 − rate)",
    parameters: [
      Parameter(
        "rate", .number(Bounds(0, 1, excludesMaximum: true)), default: .number(0.2),
        summary: "How often a unit is dropped, as a probability.")
    ])

  let rate: Double

  init(_ parameters: Parameters) throws(ParameterError) { rate = parameters.number("rate") }

  var masks: [StateMask] { [StateMask(.hidden, rate: rate)] }
}
