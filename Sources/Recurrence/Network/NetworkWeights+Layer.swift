extension NetworkWeights {
  /// The weights of one layer: those of its cell's blocks, in their order.
  public struct Layer: Sendable, Hashable {
    /// W and b of each block; W has the columns that the block sees. Without parameters both are empty.
    public var blocks: [AffineWeights]

    /// The weights of a cell's blocks.
    public init(_ blocks: [AffineWeights]) { self.blocks = blocks }

    /// The weights of an LSTM's layer: W [n × (m + n)] and b of each.
    public init(
      input: AffineWeights, forget: AffineWeights, candidate: AffineWeights, output: AffineWeights
    ) {
      self.init([input, forget, candidate, output])
    }

    /// The weights of a block.
    public subscript(block: CellBlock) -> AffineWeights {
      get { blocks[block.index] }
      set { blocks[block.index] = newValue }
    }
  }
}
