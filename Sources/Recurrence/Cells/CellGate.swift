public import RandomStreams

/// One of a cell's gates, which follow policies. A candidate is not a gate.
public struct CellGate: Sendable, Hashable {
  /// The name in files and tables: the key under `gates`.
  public let name: String
  /// The place among the cell's gates, from 0.
  public let index: Int
  /// The pre-activations that its policy looks at.
  public let block: CellBlock
  /// The blocks that those come from: the block itself, or what its cell computes it from.
  public let sources: [CellBlock]

  /// A gate of a block, or of one that is computed from others.
  public init(_ name: String, index: Int, block: CellBlock, sources: [CellBlock]? = nil) {
    precondition(
      (0..<CellStructure.mostGates).contains(index), "a cell has \(CellStructure.mostGates) gates at most")
    self.name = name
    self.index = index
    self.block = block
    self.sources = sources ?? [block]
  }

  /// Whether its pre-activations do not depend on the state: given a layer's inputs those of all steps are known, and draws at
  /// different steps are independent of each other.
  public var isFree: Bool { sources.allSatisfy { $0.hidden == .nothing } }

  /// The gate's noise: channels go by the place among gates, so that cells with as many gates share draws.
  public var channel: NoiseChannel { [.input, .forget, .output][index] }
}
