public import Sequences

/// A score reached without learning, under the `mode` that names it in the tables (`persistence`, `chance`, …).
///
/// It is known beforehand, or it is a forecast that is scored like a network's.
public struct Floor: Sendable {
  /// Predictions [rows, w] for rows of a split, in the units in which they are scored; `nil` where the split has none.
  public typealias Forecast = @Sendable (_ rows: ScoredRows, _ split: Split) -> [Double]?

  enum Rule: Sendable {
    case known(any Metric.Type, Double)
    case forecast(Forecast)
  }

  /// The rule that reaches it.
  public let mode: String
  let rule: Rule

  /// A score known beforehand.
  public init(_ mode: String, _ metric: any Metric.Type, is value: Double) {
    (self.mode, rule) = (mode, .known(metric, value))
  }

  /// What a forecast scores on the split's own examples, by every metric of the task.
  public init(_ mode: String, forecast: @escaping Forecast) {
    (self.mode, rule) = (mode, .forecast(forecast))
  }

  /// The same prediction for every target value.
  public static func constant(_ mode: String, _ value: Double) -> Floor {
    Floor(mode) { rows, _ in [Double](repeating: value, count: rows.count * rows.outputsPerTarget) }
  }
}

/// What a floor scores by one metric.
public struct FloorScore: Sendable, Hashable {
  /// The rule that reaches it.
  public let mode: String
  /// The metric's name.
  public let metric: String
  /// The score.
  public let value: Double

  /// A score.
  public init(mode: String, metric: String, value: Double) {
    (self.mode, self.metric, self.value) = (mode, metric, value)
  }
}

extension SequenceTask {
  /// The floors' scores on a split, in order; those that are undefined are left out.
  ///
  /// Forecasts are scored a block at a time, as a network is, and only where the split ends.
  public func floorScores(_ split: Split) -> [FloorScore] {
    var states = floors.map { _ in RolloutScores(metrics, rollouts: 1) }
    var hasForecast = [Bool](repeating: false, count: floors.count)
    if count(split) != nil {
      for block in scoringBlocks(split, rollouts: 1).ranges {
        let rows = scoredTargets(split, block)
        for (index, floor) in floors.enumerated() {
          guard case .forecast(let forecast) = floor.rule, let outputs = forecast(rows, split) else {
            continue
          }
          states[index].add([outputs], beside: rows) { _ in }
          hasForecast[index] = true
        }
      }
    }
    return floors.indices.flatMap { index -> [FloorScore] in
      let mode = floors[index].mode
      if case .known(let metric, let value) = floors[index].rule {
        return [FloorScore(mode: mode, metric: metric.name, value: value)]
      }
      guard hasForecast[index] else { return [] }
      return zip(metrics, states[index].scores).compactMap { metric, score in
        score.value.map { FloorScore(mode: mode, metric: metric.name, value: $0) }
      }
    }
  }

  /// The targets of some examples, in the units in which they are scored.
  private func scoredTargets(_ split: Split, _ examples: Range<Int>) -> ScoredRows {
    var rows = emptyRows()
    var batch = emptyBatch
    for chunk in ScoringBlocks.chunks(of: examples) {
      load(&batch, split, examples: Array(chunk))
      rows.appendTargets(of: batch, examples: Array(chunk))
    }
    rows.outputs = [Double](repeating: 0, count: rows.count * rows.outputsPerTarget)
    rescale(&rows, split)
    return rows
  }
}
