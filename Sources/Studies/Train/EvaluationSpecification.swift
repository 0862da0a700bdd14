public import Planning

/// What is measured, and when.
public struct EvaluationSpecification: Sendable, Hashable {
  /// Rollouts of the mode `sample` where the file does not say.
  static let usualSamples = 16

  /// Updates from one measurement to the next.
  public let every: Int
  /// How the network is read, in the order of the file.
  public let modes: [MeasuredMode]
  /// Rollouts of the mode `sample`.
  public let samples: Int
  /// The score whose best update gives the final scores; `nil` for the last update.
  public let select: MetricPath?
}
