/// One of a cell's row groups: n pre-activations, and what they are sums of.
///
///     z = b + W_x·x_t + W_h·h_{t−1}, or + u ∘ h_{t−1} where a unit sees its own state alone
///
/// A block that sees nothing has no parameters: its cell computes it from other blocks, for a gate that is a function of
/// several.
public struct CellBlock: Sendable, Hashable {
  /// What of the hidden states a block sees.
  public enum HiddenView: Sendable, Hashable {
    /// Nothing.
    case nothing
    /// Those of all units, by a matrix [n × n].
    case allUnits
    /// Each unit its own, by a weight for each [n].
    case ownUnit
  }

  /// The name in traces and explicit weights.
  public let name: String
  /// The place among the cell's blocks, from 0.
  public let index: Int
  /// Whether it sees the input, by a matrix [n × m].
  public let seesInput: Bool
  /// What it sees of the hidden states.
  public let hidden: HiddenView

  /// A block.
  public init(_ name: String, index: Int, seesInput: Bool = true, hidden: HiddenView = .allUnits) {
    self.name = name
    self.index = index
    self.seesInput = seesInput
    self.hidden = hidden
  }

  /// Whether it has parameters; if not, its cell computes it from other blocks.
  public var hasParameters: Bool { seesInput || hidden != .nothing }
}
