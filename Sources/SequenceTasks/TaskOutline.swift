public import Sequences

/// What is known of a task before its files are there, for a file to start from.
public struct TaskOutline: Sendable {
  /// The headline of the task's metrics.
  public let metric: any Metric.Type
  /// Whether steps hold symbols, for which the network needs an embedding.
  public let hasSymbols: Bool

  /// An outline.
  public init(_ metric: any Metric.Type, hasSymbols: Bool = false) {
    (self.metric, self.hasSymbols) = (metric, hasSymbols)
  }
}
