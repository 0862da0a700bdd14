/// A value for each of a cell's blocks.
struct BlockValues<Value> {
  private var values: [Value]

  /// The same value for all.
  init(repeating value: Value) { values = Array(repeating: value, count: CellStructure.mostBlocks) }

  /// The value of a block.
  subscript(block: CellBlock) -> Value {
    get { values[block.index] }
    set { values[block.index] = newValue }
  }
}
