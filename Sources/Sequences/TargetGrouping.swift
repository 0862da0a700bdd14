/// A way to sort a task's target values into named groups: `series`, `horizon` and the like.
///
/// Scores can be split by it (`evaluation.by`). The grouping named `series` is also what a loss with a learned number for
/// each series goes by. Targets that are classes or bits have the grouping ``targetClass`` without their task's help.
public struct TargetGrouping: Sendable {
  /// The name of the grouping by series.
  public static let series = "series"

  /// The name of the grouping by how far ahead targets lie.
  public static let horizon = "horizon"

  /// The name of the grouping by the target's own class.
  public static let targetClass = "class"

  /// A target value as groupings see it.
  public struct Member: Sendable, Hashable {
    /// The part of the data.
    public let split: Split
    /// The example's index in the split.
    public let example: Int
    /// The place in the target row, from 0.
    public let place: Int
    /// The target itself, as the network sees it: of classes the index.
    public let target: Double

    /// A target value.
    public init(_ split: Split, example: Int, place: Int, target: Double) {
      (self.split, self.example, self.place, self.target) = (split, example, place, target)
    }
  }

  /// The word in `evaluation.by`.
  public let name: String
  /// The names of the groups, in order.
  public let labels: [String]
  /// The group of a target value, as its place among ``labels``.
  public let group: @Sendable (_ member: Member) -> Int

  /// A grouping.
  public init(_ name: String, labels: [String], group: @escaping @Sendable (_ member: Member) -> Int) {
    self.name = name
    self.labels = labels
    self.group = group
  }

  /// By the target's own class: of these names, in the order of the indices.
  public static func classes(_ names: [String]) -> TargetGrouping {
    TargetGrouping(targetClass, labels: names) { Int($0.target) }
  }
}
