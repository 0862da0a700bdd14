public import Sequences

/// What is measured, and when.
public struct EvaluationSpecification: Sendable, Hashable {
  /// Updates from one measurement to the next.
  public let every: Int
  /// How the network is read, in the order of the file.
  public let modes: [MeasuredMode]
  /// Rollouts of the mode `sample`.
  public let samples: Int
  /// The score whose best update gives the final scores; `nil` for the last update.
  public let select: MetricPath?
}

/// A score's full name: `validation.native.rmse`.
public struct MetricPath: Sendable, Hashable, CustomStringConvertible {
  /// The part of the data.
  public let split: Split
  /// The name of a ``MeasuredMode``.
  public let mode: String
  /// The task's name of the metric.
  public let metric: String

  /// `split.mode.metric`.
  public var description: String { "\(split.rawValue).\(mode).\(metric)" }
}
