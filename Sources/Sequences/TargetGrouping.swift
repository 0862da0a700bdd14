/// A way to sort a task's target values into named groups: `series`, `horizon` and the like.
///
/// Scores can be split by it (`evaluation.by`). The grouping named `series` is also what a loss with a learned number for
/// each series goes by.
public struct TargetGrouping: Sendable {
  /// The name of the grouping by series.
  public static let series = "series"

  /// The name of the grouping by how far ahead targets lie.
  public static let horizon = "horizon"

  /// The word in `evaluation.by`.
  public let name: String
  /// The names of the groups, in order.
  public let labels: [String]
  /// The group of a target value, as its place among ``labels``: of an example of a split, and the place in its target row.
  public let label: @Sendable (_ split: Split, _ example: Int, _ place: Int) -> Int

  /// A grouping.
  public init(
    _ name: String, labels: [String],
    label: @escaping @Sendable (_ split: Split, _ example: Int, _ place: Int) -> Int
  ) {
    self.name = name
    self.labels = labels
    self.label = label
  }
}
