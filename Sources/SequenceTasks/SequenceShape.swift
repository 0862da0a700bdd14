public import Sequences

/// What a task's sequences look like to a network.
public struct SequenceShape: Sendable, Hashable {
  /// Input width m.
  public let inputWidth: Int
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
    inputWidth: Int, outputWidth: Int, target: TargetKind, placement: TargetPlacement, maximumSteps: Int
  ) {
    (self.inputWidth, self.outputWidth) = (inputWidth, outputWidth)
    (self.target, self.placement) = (target, placement)
    self.maximumSteps = maximumSteps
  }
}
