/// One score of a split: a metric over all target values, or over those of a group.
public struct ScoreKey: Sendable {
  /// The metric.
  public let metric: any Metric.Type
  /// The group of each grouping so far, as its place among the labels; empty for all target values.
  public let group: [Int]
  /// The name in tables: `rmse`, `rmse[deaths]`, `rmse[deaths;2]`.
  public let name: String

  /// A metric over all target values.
  public init(_ metric: any Metric.Type) { (self.metric, group, name) = (metric, [], metric.name) }

  /// The same score under the same name, found by another metric.
  public func found(by metric: any Metric.Type) -> ScoreKey { ScoreKey(metric, group, name) }

  private init(_ metric: any Metric.Type, _ group: [Int], _ name: String) {
    (self.metric, self.group, self.name) = (metric, group, name)
  }

  private init(_ metric: any Metric.Type, _ group: [Int], _ labels: [String]) {
    self.metric = metric
    self.group = group
    name = "\(metric.name)[\(labels.map(Self.quoted).joined(separator: ";"))]"
  }

  /// The metrics over all target values and then, grouping by grouping, over each group of the first, of the first two, and
  /// so on; within single classes, those that say something of one class.
  public static func all(_ metrics: [any Metric.Type], by groupings: [TargetGrouping]) -> [ScoreKey] {
    var keys = metrics.map { ScoreKey($0) }
    var metrics = metrics
    var groups: [(places: [Int], labels: [String])] = [([], [])]
    for grouping in groupings {
      if grouping.name == TargetGrouping.targetClass { metrics.removeAll { $0.comparesClasses } }
      groups = groups.flatMap { group in
        grouping.labels.indices.map { (group.places + [$0], group.labels + [grouping.labels[$0]]) }
      }
      keys += groups.flatMap { group in metrics.map { ScoreKey($0, group.places, group.labels) } }
    }
    return keys
  }

  /// A label as it stands in a name: in quotes, doubled inside, where it has a bracket, a semicolon or a quote.
  static func quoted(_ label: String) -> String {
    label.contains { "[];\"".contains($0) } ? "\"\(label.replacing("\"", with: "\"\""))\"" : label
  }

  /// The metric's own name in a score's: what stands before the bracket.
  public static func metricName(_ name: String) -> String { String(name.prefix { $0 != "[" }) }
}
