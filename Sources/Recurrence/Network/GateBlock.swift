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

  /// The block's rows in the weights and biases of a layer of `hidden` units.
  public func rows(hidden: Int) -> Range<Int> { rawValue * hidden..<(rawValue + 1) * hidden }

  /// The name in traces and explicit weights.
  public var name: String {
    switch self {
    case .input: "input"
    case .forget: "forget"
    case .candidate: "candidate"
    case .output: "output"
    }
  }
}
