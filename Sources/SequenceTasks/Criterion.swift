public import Sequences

/// When a run counts as solved: a metric beyond a bound, on its better side.
public struct Criterion: Sendable {
  /// The metric, one of the task's.
  public let metric: any Metric.Type
  /// The bound, itself not good enough.
  public let bound: Double

  /// A criterion.
  public init(_ metric: any Metric.Type, betterThan bound: Double) {
    (self.metric, self.bound) = (metric, bound)
  }

  /// Whether a score meets it; an undefined one does not.
  public func isMet(by score: Double?) -> Bool {
    guard let score else { return false }
    return metric.lowerIsBetter ? score < bound : score > bound
  }
}
