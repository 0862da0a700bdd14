public import Catalog
public import Sequences

/// The shape and the conventions of a network: stacked layers of one recurrent cell under one read-out.
///
/// Layer 0 reads the inputs, every further layer the hidden states of the one below. With an ``Embedding`` the inputs of a step
/// are the embedded symbol and then the numbers, of which there may be none. All layers have the same width. The read-out sees
/// the top layer.
public struct NetworkConfiguration: Sendable, Hashable {
  /// Input width m, the numbers of a batch at each step; 0 for symbols alone.
  public var inputWidth: Int
  /// How symbols are read; `nil` for a network that reads numbers alone.
  public var embedding: Embedding?
  /// Width n of the states, of every layer.
  public var hidden: Int
  /// Number of stacked layers, from 1.
  public var layers: Int
  /// Output width k; 0 for a network without a read-out.
  public var outputWidth: Int
  /// Learned constants of the read-out, one for each series, which a loss reads beside the outputs; mostly 0.
  public var constants: Int
  /// The cell.
  public var cell: CellKind
  /// Which steps a layer takes.
  public var skip: SkipKind
  /// The column order of explicit weight matrices.
  public var concatenation: Concatenation
  /// What an open forget gate does to the cell of an LSTM.
  public var forgetConvention: ForgetConvention
  /// The read-out's activation.
  public var readout: ReadoutKind
  /// Whether outputs are read at the last step or at every step.
  public var placement: TargetPlacement
  /// Which LSTM; other cells have no variants, and this is then vanilla.
  public var variant: LSTMVariant
  /// Whether gates of an LSTM see the cell: i and f see c_{t−1}, o sees the new one.
  public var peepholes: Bool

  /// A network; widths and layers must be positive, but the output width may be 0, and beside an embedding the input width.
  public init(
    inputWidth: Int, embedding: Embedding? = nil, hidden: Int, layers: Int = 1, outputWidth: Int,
    constants: Int = 0, cell: CellKind = .lstm,
    skip: SkipKind = .none,
    concatenation: Concatenation = .inputThenHidden, forgetConvention: ForgetConvention = .keep,
    readout: ReadoutKind = .linear, placement: TargetPlacement = .last, variant: LSTMVariant = .vanilla,
    peepholes: Bool = false
  ) {
    precondition(
      inputWidth + (embedding?.width ?? 0) > 0 && hidden > 0 && layers > 0 && outputWidth >= 0,
      "a network needs units")
    self.inputWidth = inputWidth
    self.embedding = embedding
    self.hidden = hidden
    self.layers = layers
    self.outputWidth = outputWidth
    self.constants = constants
    self.cell = cell
    self.skip = skip
    self.concatenation = concatenation
    self.forgetConvention = forgetConvention
    self.readout = readout
    self.placement = placement
    self.variant = variant
    self.peepholes = peepholes
  }

  /// The input width of a layer: m for layer 0, or e + m with an embedding, and n above.
  public func inputWidth(layer: Int) -> Int {
    layer == 0 ? (embedding?.width ?? 0) + inputWidth : hidden
  }

  /// The cell's blocks and gates.
  public var structure: CellStructure { cell.value.structure }

  /// The cell, unless it is the LSTM, which has steps of its own.
  var elementwiseCell: (any ElementwiseCell)? { cell.value as? any ElementwiseCell }

  /// Whether some steps may be skipped.
  public var skips: Bool { skip != .none }

  /// The cell's gates.
  public var gates: [CellGate] { structure.gates }

  /// The gates that follow a policy, in their order: all of them but for those that an LSTM's variant leaves out or ties.
  public var policyGates: [CellGate] { gates.filter { variant.origin(of: $0) == .policy } }

  /// The states that go from step to step, as tables name them, and where a tape has them.
  public var states: [(name: String, quantity: TapeQuantity)] {
    structure.hasCell ? [("cell", .cell), ("hidden", .hidden)] : [("hidden", .hidden)]
  }

  /// The state that remembers: the cell, or the hidden state of a cell without c.
  public var memory: (name: String, quantity: TapeQuantity) { states[0] }

  /// The mask that holds the memory.
  public var memoryHold: StateMask.Target { structure.hasCell ? .zoneoutCell : .zoneoutHidden }

  /// The gate that decides how long the memory lasts, and whether an open one keeps; `nil` where there is none.
  public var retention: (gate: CellGate, keeps: Bool)? {
    structure.retention.map { ($0.gate, $0.keeps == (forgetConvention == .keep)) }
  }

  /// The blocks whose pre-activations are computed.
  public var computedBlocks: [CellBlock] { structure.blocks.filter { variant.has($0) } }

  /// Where each block of parameters lies in the flat vector.
  public var layout: ParameterLayout { ParameterLayout(self) }
}
