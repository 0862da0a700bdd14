/// A value for each of a cell's blocks, of which there are at most ``CellStructure/mostBlocks``.
struct BlockValues<Value> {
  private var values: InlineArray<4, Value>

  /// The same value for all.
  init(repeating value: Value) { values = InlineArray(repeating: value) }

  /// The value of a block.
  subscript(block: CellBlock) -> Value {
    get { values[block.index] }
    set { values[block.index] = newValue }
  }
}
