/// What a cell is made of: its blocks, its gates, and what is known about them in closed form.
///
/// Engines, tables, certificates, costs and files of weights read this and know no gate by name.
public struct CellStructure: Sendable, Hashable {
  /// The most gates that a cell can have: noise has a channel for each.
  public static let mostGates = 3
  /// The most blocks that a cell can have.
  public static let mostBlocks = 4
  /// The most slices that a step can keep for the way back, those of extra blocks included.
  public static let mostKept = 4

  /// How long a cell remembers: the gate that decides what is left of the old state.
  public struct Retention: Sendable, Hashable {
    /// The gate.
    public let gate: CellGate
    /// Whether an open gate keeps; otherwise it writes over the old state.
    public let keeps: Bool
    /// The block whose bias is the logit of keeping, or its negative.
    public let bias: CellBlock
    /// Whether that bias is the logit of writing.
    public let isBiasNegated: Bool
    /// The block whose bias decides how much is written, where that is another one.
    public let writingBias: CellBlock?
    /// Whether what is not kept is written, of a candidate that no other gate has touched: then moments of the state have a
    /// closed form where pre-activations do not depend on it.
    public let isMixture: Bool

    /// A gate that keeps or writes, whose own bias is meant.
    public init(_ gate: CellGate, keeps: Bool, writingBias: CellBlock? = nil, isMixture: Bool = false) {
      self.init(
        gate, keeps: keeps, bias: gate.block, isBiasNegated: !keeps, writingBias: writingBias,
        isMixture: isMixture)
    }

    /// A gate that keeps or writes, and the block whose bias is meant.
    public init(
      _ gate: CellGate, keeps: Bool, bias: CellBlock, isBiasNegated: Bool, writingBias: CellBlock?,
      isMixture: Bool = false
    ) {
      self.gate = gate
      self.keeps = keeps
      self.bias = bias
      self.isBiasNegated = isBiasNegated
      self.writingBias = writingBias
      self.isMixture = isMixture
    }
  }

  /// The blocks, in the order of their parameters.
  public let blocks: [CellBlock]
  /// The gates, in the order in which they are read.
  public let gates: [CellGate]
  /// The block that the candidate for the new state comes from.
  public let candidate: CellBlock
  /// Whether a cell c goes beside the hidden state.
  public let hasCell: Bool
  /// Slices [B, n] that a step forward keeps for the way back, beside gates, slopes, candidate and states; the first of them
  /// are those of ``extraBlocks``, where the way back leaves their ∂ℓ/∂z.
  public let kept: Int
  /// The gate that decides how long the cell remembers; `nil` where none does.
  public let retention: Retention?
  /// The blocks that are neither a gate's nor the candidate's.
  public let extraBlocks: [CellBlock]

  /// A structure; indices must be the places in these lists.
  ///
  /// - Parameters:
  ///   - blocks: the blocks, in the order of their parameters.
  ///   - gates: the gates, in the order in which they are read.
  ///   - candidate: the block that the new state comes from.
  ///   - hasCell: whether a cell c goes beside the hidden state.
  ///   - kept: slices that the way back needs, beside one for each extra block.
  ///   - retention: the gate that decides how long the cell remembers.
  public init(
    blocks: [CellBlock], gates: [CellGate], candidate: CellBlock, hasCell: Bool = false, kept: Int = 0,
    retention: Retention? = nil
  ) {
    precondition(blocks.count <= Self.mostBlocks, "a cell has \(Self.mostBlocks) blocks at most")
    precondition(
      blocks.map(\.index) == Array(blocks.indices) && gates.map(\.index) == Array(gates.indices),
      "blocks and gates are numbered as they stand")
    self.blocks = blocks
    self.gates = gates
    self.candidate = candidate
    self.hasCell = hasCell
    extraBlocks = blocks.filter { block in block != candidate && !gates.contains { $0.block == block } }
    self.kept = extraBlocks.count + kept
    precondition(self.kept <= Self.mostKept, "a cell keeps \(Self.mostKept) slices at most")
    self.retention = retention
  }

  /// The blocks that see the input.
  public var seeingInput: [CellBlock] { blocks.filter(\.seesInput) }
  /// The blocks that see the hidden states of all units.
  public var seeingHidden: [CellBlock] { blocks.filter { $0.hidden == .allUnits } }
  /// The blocks whose units see their own hidden state.
  public var seeingThemselves: [CellBlock] { blocks.filter { $0.hidden == .ownUnit } }
  /// The blocks that have a bias.
  public var biased: [CellBlock] { blocks.filter(\.hasParameters) }
  /// Whether no pre-activation depends on the state, so that those of all steps are known at once.
  public var isFree: Bool { blocks.allSatisfy { $0.hidden == .nothing } }

  /// The gate of a cell whose whole state is a mixture h_t = k ∘ h_{t−1} + (1 − k) ∘ n_t, with k of that one gate and an n_t that
  /// the input decides: under independent draws the moments of h_t have a closed form at any length. `nil` for other cells.
  public var freeMixture: Retention? {
    guard let retention, retention.isMixture, isFree, gates == [retention.gate], !hasCell else { return nil }
    return retention
  }

  /// The blocks whose matrices `compressed` evaluation makes coarser: those of gates, of an LSTM without the output gate.
  var compressed: [CellBlock] {
    gates.filter { $0 != .output }.flatMap(\.sources)
  }

  /// The gate of a name.
  public func gate(named name: String) -> CellGate? { gates.first { $0.name == name } }
}
