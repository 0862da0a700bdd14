/// One of the classes that a task's targets name.
public struct TargetClass: Sendable, Hashable {
  /// The name, as the data spell it.
  public let name: String
  /// Target values of the class among training examples; the same for all replicates.
  public let trainingCount: Int

  /// A class.
  public init(_ name: String, trainingCount: Int) { (self.name, self.trainingCount) = (name, trainingCount) }

  /// A class of endless training, counted by what a million target values are expected to hold.
  public init(_ name: String, share: Double) {
    self.init(name, trainingCount: Int((1e6 * share).rounded()))
  }

  /// Classes of endless training that are equally common.
  public static func equallyCommon(_ names: [String]) -> [TargetClass] {
    names.map { TargetClass($0, share: 1 / Double(names.count)) }
  }
}
