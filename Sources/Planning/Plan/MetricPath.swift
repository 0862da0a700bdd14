public import Sequences

/// A score's full name: `validation.native.rmse`.
public struct MetricPath: Sendable, Hashable, CustomStringConvertible {
  /// The part of the data.
  public let split: Split
  /// The name of a ``MeasuredMode``.
  public let mode: String
  /// The name of the score: a metric, and its group where there is one.
  public let metric: String

  /// A score.
  package init(split: Split, mode: String, metric: String) {
    self.split = split
    self.mode = mode
    self.metric = metric
  }

  /// The three parts of a text; the metric's may have dots in the names of its group.
  package static func parts(_ text: String) -> [String] {
    text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
  }

  /// `split.mode.metric`.
  public var description: String { "\(split.rawValue).\(mode).\(metric)" }
}
