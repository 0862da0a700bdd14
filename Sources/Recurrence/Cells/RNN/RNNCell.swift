public import Catalog

/// The plain recurrent network, without gates.
public struct RNNCell: MixingCell, KindWithoutSettings {
  /// The catalog entry.
  public static let description = KindDescription(
    "rnn", summary: "The plain recurrent network, without gates.", formula: "h_t = tanh(W x + U h_{t−1} + b)",
    source: "Elman 1990")

  private static let candidate = CellBlock("candidate", index: 0)
  private static let parts = (
    structure: CellStructure(blocks: [candidate], gates: [], candidate: candidate),
    mixture: Mixture(nil, candidate: candidate)
  )

  /// One block.
  public var structure: CellStructure { Self.parts.structure }
  /// The candidate is the new state.
  public var mixture: Mixture { Self.parts.mixture }

  /// The cell.
  public init() {}
}
