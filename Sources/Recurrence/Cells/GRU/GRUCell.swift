public import Catalog

/// The gated recurrent unit, in PyTorch's form: the reset acts after the product.
///
///     n = tanh(W_n x + b_n + r ∘ (U_n h_{t−1} + b′_n)),  h_t = (1 − z) ∘ n + z ∘ h_{t−1}
///
/// In the paper's first form the reset meets h_{t−1} before the product; on a processor that asks for one more product a step.
/// Beside r and z PyTorch has two biases that add up; here each block has one.
public struct GRUCell: MixingCell, KindWithoutSettings {
  /// The catalog entry.
  public static let description = KindDescription(
    "gru",
    summary: "Reset and update gate; no cell beside the hidden state. The reset acts after the product.",
    formula: "n = tanh(W x + b + r∘(U h + b′)), h_t = (1 − z)∘n + z∘h_{t−1}; gates reset r, update z",
    source: "Cho et al. 2014 (arXiv 1406.1078); form of torch.nn.GRU")

  private static let reset = CellGate("reset", index: 0, block: CellBlock("reset", index: 0))
  private static let update = CellGate("update", index: 1, block: CellBlock("update", index: 1))
  private static let candidate = CellBlock("candidate", index: 2, hidden: .nothing)
  private static let recurrent = CellBlock("recurrent_candidate", index: 3, seesInput: false)

  private static let parts = (
    structure: CellStructure(
      blocks: [reset.block, update.block, candidate, recurrent], gates: [reset, update],
      candidate: candidate, retention: .init(update, keeps: true)),
    mixture: Mixture(update, candidate: candidate, reset: (reset, recurrent))
  )

  /// Blocks r, z, the input's part of n and the state's.
  public var structure: CellStructure { Self.parts.structure }
  /// z keeps.
  public var mixture: Mixture { Self.parts.mixture }

  /// The cell.
  public init() {}
}
