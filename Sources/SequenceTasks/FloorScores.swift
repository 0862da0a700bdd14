public import Sequences

/// What a floor scores.
public struct FloorScore: Sendable, Hashable {
  /// The rule that reaches it.
  public let mode: String
  /// The score's name: a metric, and its group where there is one.
  public let metric: String
  /// The score.
  public let value: Double

  /// A score.
  public init(mode: String, metric: String, value: Double) {
    (self.mode, self.metric, self.value) = (mode, metric, value)
  }
}

extension SequenceTask {
  /// The floors' scores on a split by the task's metrics, over all target values.
  public func floorScores(_ split: Split) -> [FloorScore] {
    floorScores(split, floors, metrics.map { ScoreKey($0) }, by: [])
  }

  /// The floors' scores on a split, in order; those that are undefined are left out.
  ///
  /// Forecasts are scored a block at a time, as a network is, and only where the split ends.
  ///
  /// - Parameters:
  ///   - split: the split.
  ///   - floors: the floors, those of one mode completing each other.
  ///   - keys: the scores.
  ///   - groupings: the groupings of the keys.
  public func floorScores(
    _ split: Split, _ floors: [Floor], _ keys: [ScoreKey], by groupings: [TargetGrouping]
  ) -> [FloorScore] {
    var scored: [String: Set<String>] = [:]
    var states = floors.map { floor -> ScoredFloor? in
      guard let state = ScoredFloor(floor, self, keys, by: groupings, without: scored[floor.mode] ?? [])
      else {
        return nil
      }
      scored[floor.mode, default: []].formUnion(state.keys.map(\.name))
      return state
    }
    if count(split) != nil, states.contains(where: { $0 != nil }) {
      for block in scoringBlocks(split, rollouts: 1).ranges {
        let rows = scoredTargets(split, block)
        for index in states.indices { states[index]?.add(rows, split) }
      }
    }
    return floors.indices.flatMap { index -> [FloorScore] in
      if case .known(let metric, let value) = floors[index].rule {
        return [FloorScore(mode: floors[index].mode, metric: metric.name, value: value)]
      }
      return states[index]?.results(floors[index].mode) ?? []
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

/// A floor's forecast, adding up its scores.
private struct ScoredFloor {
  let keys: [ScoreKey]
  private let form: Forecast
  private let width: Int
  private let forecast: Floor.Sample
  private var scores: RolloutScores
  private var hasForecast = false

  /// - Returns: `nil` where no score is left for it, as for a floor that is known beforehand.
  init?(
    _ floor: Floor, _ task: any SequenceTask, _ keys: [ScoreKey], by groupings: [TargetGrouping],
    without scored: Set<String>
  ) {
    let (reading, size): (RolloutReading, Int)
    switch floor.rule {
    case .known: return nil
    case .prediction(let form, let prediction):
      self.form = form ?? (task.target == .classIndex ? .classes : .number)
      (reading, size) = (.once, 1)
      forecast = { rows, split in prediction(rows, split).map { [$0] } }
    case .sample(let count, let sample):
      (form, reading, size) = (.number, .together, count)
      forecast = sample
    }
    let form = form
    self.keys = keys.filter { key in
      key.metric.isDefined(for: form, reading) && !scored.contains(key.name)
        && (reading == .once || key.metric.readsRollouts)
    }
    guard !self.keys.isEmpty else { return nil }
    width = if case .classes = form { task.outputsPerTarget } else { form.scored(outputs: form.outputs) }
    scores = RolloutScores(self.keys, by: groupings, rollouts: size)
  }

  /// Forecasts a block of rows, whose outputs are of no account.
  mutating func add(_ rows: ScoredRows, _ split: Split) {
    let rows = rows.forecasting(form, outputsPerTarget: width)
    guard let outputs = forecast(rows, split) else { return }
    scores.add(outputs, beside: rows, of: split) { _ in }
    hasForecast = true
  }

  func results(_ mode: String) -> [FloorScore] {
    guard hasForecast else { return [] }
    return zip(keys, scores.scores).compactMap { key, score in
      score.value.map { FloorScore(mode: mode, metric: key.name, value: $0) }
    }
  }
}
