/// What within a network a noise draw is for.
public enum NoiseChannel: UInt32, Sendable, Hashable, CaseIterable {
  /// The input gate.
  case input = 0
  /// The forget gate.
  case forget
  /// The output gate.
  case output
  /// A mask on cells.
  case cellMask
  /// A mask on hidden states.
  case hiddenMask
  /// A mask on inputs.
  case inputMask
  /// A decision for the whole time step: its first draw is a mask's, its second an update gate's.
  case step

  /// Draws that one unit may take from a channel in one time step.
  public static let subDraws = 4
}
