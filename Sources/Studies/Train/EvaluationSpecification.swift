public import Planning
import SequenceTasks
public import Sequences

/// What is measured, and when.
public struct EvaluationSpecification: Sendable, Hashable {
  /// Rollouts of the modes `sample` and `draw` where the file does not say.
  static let usualSamples = 16

  /// Updates from one measurement to the next.
  public let every: Int
  /// How the network is read, in the order of the file.
  public let modes: [MeasuredMode]
  /// Rollouts of the modes `sample` and `draw`.
  public let samples: Int
  /// What is measured: the task's metrics and those that the file adds.
  public let metrics: MetricList
  /// Whether steps that are taken are counted, and what they cost: where some may be skipped.
  public let countsSteps: Bool
  /// The groupings that scores are split by, in order; none for pooled scores alone.
  public let by: [String]
  /// The parts whose forecasts are written down, of the network whose scores are final.
  public private(set) var predictions: [Split]
  /// The score whose best update gives the final scores; `nil` for the last update.
  public let select: MetricPath?

  /// The same scores, without forecasts that are written down.
  var withScoresAlone: EvaluationSpecification {
    var evaluation = self
    evaluation.predictions = []
    return evaluation
  }

  /// The scores of a task in a mode, in the order in which they are measured.
  func scores(_ forecast: Forecast, _ task: any SequenceTask, mode: MeasuredMode) -> [ScoreKey] {
    scoredKeys(forecast, task, mode: mode) + (countsSteps ? SkipScores.metrics.map { ScoreKey($0) } : [])
  }

  /// Those of them that are found in outputs.
  func scoredKeys(_ forecast: Forecast, _ task: any SequenceTask, mode: MeasuredMode) -> [ScoreKey] {
    ScoreKey.all(metrics.types.filter { $0.isDefined(for: forecast, mode.reading) }, by: groupings(task))
  }

  /// The groupings of a task that scores are split by.
  func groupings(_ task: any SequenceTask) -> [TargetGrouping] {
    by.compactMap { name in task.allGroupings.first { $0.name == name } }
  }
}
