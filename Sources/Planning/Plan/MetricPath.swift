public import Sequences

/// A score's full name: `validation.native.rmse`.
public struct MetricPath: Sendable, Hashable, CustomStringConvertible {
  /// The part of the data.
  public let split: Split
  /// The name of a ``MeasuredMode``.
  public let mode: String
  /// The task's name of the metric.
  public let metric: String

  /// A score.
  package init(split: Split, mode: String, metric: String) {
    self.split = split
    self.mode = mode
    self.metric = metric
  }

  /// `split.mode.metric`.
  public var description: String { "\(split.rawValue).\(mode).\(metric)" }
}
