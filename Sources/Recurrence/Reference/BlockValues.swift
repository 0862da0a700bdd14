/// A value for each of the four row groups i, f, g, o.
struct BlockValues<Value> {
  private var values: [Value]

  /// The same value for all four.
  init(repeating value: Value) { values = Array(repeating: value, count: GateBlock.allCases.count) }

  /// The value of a row group.
  subscript(block: GateBlock) -> Value {
    get { values[block.rawValue] }
    set { values[block.rawValue] = newValue }
  }
}
