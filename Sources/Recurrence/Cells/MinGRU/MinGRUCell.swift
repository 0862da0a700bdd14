public import Catalog

/// The minimal GRU: gate and candidate see the input alone, so that the products of all steps are one.
///
///     h_t = (1 − z) ∘ h_{t−1} + z ∘ (W x + b),  z of W_z x + b_z
///
/// Given the inputs, units are independent of each other, and gates of the state.
public struct MinGRUCell: MixingCell, KindWithoutSettings {
  /// The catalog entry.
  public static let description = KindDescription(
    "min_gru", summary: "A GRU whose gate and linear candidate see the input alone.",
    formula: "h_t = (1 − z)∘h_{t−1} + z∘(W x + b); gate update z, which sees x alone",
    source: "Feng et al. 2024 (arXiv 2410.01201)")

  private static let update = CellGate(
    "update", index: 0, block: CellBlock("update", index: 0, hidden: .nothing))
  private static let candidate = CellBlock("candidate", index: 1, hidden: .nothing)

  private static let parts = (
    structure: CellStructure(
      blocks: [update.block, candidate], gates: [update], candidate: candidate,
      retention: .init(update, keeps: false, isMixture: true)),
    mixture: Mixture(update, writes: true, candidate: candidate, isLinear: true)
  )

  /// Blocks z and the candidate.
  public var structure: CellStructure { Self.parts.structure }
  /// z writes.
  public var mixture: Mixture { Self.parts.mixture }

  /// The cell.
  public init() {}
}
