/// A part of the data.
public enum Split: String, Sendable, Hashable, CaseIterable {
  /// What the network learns from.
  case train
  /// What the best update is selected on.
  case validation
  /// What is reported.
  case test

  /// The parts that are scored, in their order.
  public static let scored: [Split] = [.validation, .test]
}
