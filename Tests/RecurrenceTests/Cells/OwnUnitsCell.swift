import Catalog
import Recurrence

/// A gated recurrent unit whose gates see their own unit alone: a cell that is not in the catalog, with what no other has.
struct OwnUnitsCell: MixingCell, KindWithoutSettings {
  static let description = KindDescription(
    "own_units", summary: "A GRU whose gates see their own unit alone.",
    formula: "r, z of W x + u∘h + b; n = tanh(W x + b + r∘(U h + b′)), h_t = (1 − z)∘n + z∘h")

  private static let reset = CellGate(
    "reset", index: 0, block: CellBlock("reset", index: 0, hidden: .ownUnit))
  private static let update = CellGate(
    "update", index: 1, block: CellBlock("update", index: 1, hidden: .ownUnit))
  private static let candidate = CellBlock("candidate", index: 2, hidden: .nothing)
  private static let recurrent = CellBlock("recurrent_candidate", index: 3, seesInput: false)

  var structure: CellStructure {
    CellStructure(
      blocks: [Self.reset.block, Self.update.block, Self.candidate, Self.recurrent],
      gates: [Self.reset, Self.update], candidate: Self.candidate, retention: .init(Self.update, keeps: true))
  }

  var mixture: Mixture {
    Mixture(Self.update, candidate: Self.candidate, reset: (Self.reset, Self.recurrent))
  }
}
