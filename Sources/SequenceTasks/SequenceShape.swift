public import Sequences

/// What a task's sequences look like to a network.
public struct SequenceShape: Sendable, Hashable {
  /// Input width m, the numbers at a step; 0 for symbols alone.
  public let inputWidth: Int
  /// Distinct symbols that a step's symbol can be, which a network reads through an embedding; 0 for numbers alone.
  public let symbols: Int
  /// Output width of the network.
  public let outputWidth: Int
  /// What the outputs are compared with.
  public let target: TargetKind
  /// Where targets stand.
  public let placement: TargetPlacement
  /// The longest sequence.
  public let maximumSteps: Int

  /// A shape.
  public init(
    inputWidth: Int, symbols: Int = 0, outputWidth: Int, target: TargetKind, placement: TargetPlacement,
    maximumSteps: Int
  ) {
    (self.inputWidth, self.symbols, self.outputWidth) = (inputWidth, symbols, outputWidth)
    (self.target, self.placement) = (target, placement)
    self.maximumSteps = maximumSteps
  }
}
