/// The four row groups of a layer's weights, in their order in memory.
public enum GateBlock: Int, Sendable, Hashable, CaseIterable {
  /// i, rows 0..<n.
  case input = 0
  /// f, rows n..<2n.
  case forget
  /// g, rows 2n..<3n: tanh, not a gate.
  case candidate
  /// o, rows 3n..<4n.
  case output
}
