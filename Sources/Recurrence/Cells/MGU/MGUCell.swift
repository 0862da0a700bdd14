public import Catalog

/// The minimal gated unit: one gate both resets and mixes, in the form in which the reset acts after the product.
///
///     n = tanh(W_n x + b_n + f ∘ (U_n h_{t−1} + b′_n)),  h_t = (1 − f) ∘ h_{t−1} + f ∘ n
public struct MGUCell: MixingCell, KindWithoutSettings {
  /// The catalog entry.
  public static let description = KindDescription(
    "mgu", summary: "A GRU with one gate: what is forgotten is written. The reset acts after the product.",
    formula: "n = tanh(W x + b + f∘(U h + b′)), h_t = (1 − f)∘h_{t−1} + f∘n; gate forget f",
    source: "Zhou et al. 2016 (arXiv 1603.09420)")

  private static let forget = CellGate("forget", index: 0, block: CellBlock("forget", index: 0))
  private static let candidate = CellBlock("candidate", index: 1, hidden: .nothing)
  private static let recurrent = CellBlock("recurrent_candidate", index: 2, seesInput: false)

  private static let parts = (
    structure: CellStructure(
      blocks: [forget.block, candidate, recurrent], gates: [forget], candidate: candidate,
      retention: .init(forget, keeps: false)),
    mixture: Mixture(forget, writes: true, candidate: candidate, reset: (forget, recurrent))
  )

  /// Blocks f, the input's part of n and the state's.
  public var structure: CellStructure { Self.parts.structure }
  /// f writes and resets.
  public var mixture: Mixture { Self.parts.mixture }

  /// The cell.
  public init() {}
}
