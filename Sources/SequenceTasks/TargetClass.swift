/// One of the classes that a task's targets name.
public struct TargetClass: Sendable, Hashable {
  /// The name, as the data spell it.
  public let name: String
  /// Target values of the class among training examples; the same for all replicates.
  public let trainingCount: Int

  /// A class.
  public init(_ name: String, trainingCount: Int) { (self.name, self.trainingCount) = (name, trainingCount) }
}
