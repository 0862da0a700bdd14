public import Catalog

extension LSTMVariant {
  /// The catalog entry: what the variant changes, and the changed equation.
  public var description: KindDescription {
    let greff = "Greff et al. 2017 (arXiv 1503.04069)"
    func changed(_ summary: String, _ formula: String) -> KindDescription {
      KindDescription(rawValue, summary: summary, formula: formula, source: greff)
    }
    return switch self {
    case .vanilla:
      KindDescription(
        rawValue,
        summary: "Input, forget and output gate, tanh twice; `peepholes: false` is the NP of Greff et al.",
        formula: "c_t = f∘c_{t−1} + i∘tanh(z_g), h_t = o∘tanh(c_t)",
        source: "Gers, Schmidhuber and Cummins 2000")
    case .nig: changed("No input gate.", "i = 1")
    case .nfg: changed("No forget gate: the cell keeps everything.", "f = 1")
    case .nog: changed("No output gate.", "o = 1")
    case .niaf: changed("No input activation function.", "c_t = f∘c_{t−1} + i∘z_g")
    case .noaf: changed("No output activation function.", "h_t = o∘c_t")
    case .cifg:
      changed(
        "Input and forget gate coupled, by the same draw; `forget_bias` acts on the input gate.",
        "c_t = (1 − i)∘c_{t−1} + i∘tanh(z_g)")
    case .fgr:
      changed(
        "Full gate recurrence: every gate also sees the gates of the step before.",
        "z = b + W_x·x_t + W_h·h_{t−1} + R·[i, f, o]_{t−1}")
    }
  }
}
