public import Catalog

/// The LSTM: a cell c beside the hidden state, written through the input gate, kept by the forget gate, shown by the output gate.
///
/// `network.variant`, `network.peepholes` and `network.forget_convention` are its own.
public struct LSTMCell: RecurrentCell, KindWithoutSettings {
  /// The catalog entry.
  public static let description = KindDescription(
    "lstm", summary: "Input, forget and output gate around a cell; `variant` and `peepholes` are its own.",
    formula: "c_t = f∘c_{t−1} + i∘tanh(z_g), h_t = o∘tanh(c_t)",
    source: "Hochreiter and Schmidhuber 1997; Gers, Schmidhuber and Cummins 2000")

  /// Blocks i, f, g, o, in PyTorch's order.
  public static let structure = CellStructure(
    blocks: [.input, .forget, .candidate, .output], gates: [.input, .forget, .output], candidate: .candidate,
    hasCell: true, kept: 1, retention: .init(.forget, keeps: true, writingBias: .input))

  /// i, f, o, in the order in which they are numbered.
  public static var gates: [CellGate] { structure.gates }
  /// i, f, g, o.
  public static var blocks: [CellBlock] { structure.blocks }

  /// i ∘ g is written.
  public var hasWrites: Bool { true }

  /// Its blocks and gates.
  public var structure: CellStructure { Self.structure }

  /// The LSTM.
  public init() {}
}

extension CellBlock {
  /// i, rows 0..<n of an LSTM.
  public static let input = CellBlock("input", index: 0)
  /// f, rows n..<2n of an LSTM.
  public static let forget = CellBlock("forget", index: 1)
  /// g, rows 2n..<3n of an LSTM: tanh, not a gate.
  public static let candidate = CellBlock("candidate", index: 2)
  /// o, rows 3n..<4n of an LSTM.
  public static let output = CellBlock("output", index: 3)
}

extension CellGate {
  /// i of an LSTM: how much of the candidate enters the cell.
  public static let input = CellGate("input", index: 0, block: .input)
  /// f of an LSTM: how much of the cell is kept, or erased under ``ForgetConvention/erase``.
  public static let forget = CellGate("forget", index: 1, block: .forget)
  /// o of an LSTM: how much of the cell is shown.
  public static let output = CellGate("output", index: 2, block: .output)
}
