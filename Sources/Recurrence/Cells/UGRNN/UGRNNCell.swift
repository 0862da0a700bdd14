public import Catalog

/// The update gate recurrent network: a plain recurrent network with one gate that keeps.
///
///     n = tanh(W_n x + U_n h_{t−1} + b_n),  h_t = g ∘ h_{t−1} + (1 − g) ∘ n
public struct UGRNNCell: MixingCell, KindWithoutSettings {
  /// The catalog entry.
  public static let description = KindDescription(
    "ugrnn", summary: "A plain recurrent network with one gate that keeps.",
    formula: "h_t = g∘h_{t−1} + (1 − g)∘tanh(W x + U h_{t−1} + b); gate update g",
    source: "Collins, Sohl-Dickstein and Sussillo 2017 (arXiv 1611.09913)")

  private static let update = CellGate("update", index: 0, block: CellBlock("update", index: 0))
  private static let candidate = CellBlock("candidate", index: 1)

  private static let parts = (
    structure: CellStructure(
      blocks: [update.block, candidate], gates: [update], candidate: candidate,
      retention: .init(update, keeps: true, isMixture: true)),
    mixture: Mixture(update, candidate: candidate)
  )

  /// Blocks g and n.
  public var structure: CellStructure { Self.parts.structure }
  /// g keeps.
  public var mixture: Mixture { Self.parts.mixture }

  /// The cell.
  public init() {}
}
