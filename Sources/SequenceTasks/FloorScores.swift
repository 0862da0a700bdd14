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
      if case .known(let metric, _) = floor.rule { scored[floor.mode, default: []].insert(metric.name) }
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
    let usual: Forecast = task.target == .classIndex ? .classes : .number
    var (form, reading, size) = (usual, RolloutReading.once, 1)
    switch floor.rule {
    case .known: return nil
    case .prediction(let other, let prediction):
      form = other ?? usual
      forecast = { rows, split in prediction(rows, split).map { [$0] } }
    case .sample(let count, let sample):
      (form, reading, size) = (.number, .together, count)
      forecast = sample
    case .decision(let decision):
      forecast = { rows, split in decision(rows, split).map { [rows.outputs(deciding: $0)] } }
    case .guess(let probabilities):
      forecast = { rows, split in probabilities(rows, split).map { [$0] } }
    }
    let left = keys.compactMap { key -> (key: ScoreKey, metric: any Metric.Type)? in
      guard key.metric.isDefined(for: form, reading), !scored.contains(key.name),
        let metric = floor.rule.metric(in: key.metric)
      else { return nil }
      return (key, metric)
    }
    guard !left.isEmpty else { return nil }
    self.keys = left.map(\.key)
    self.form = form
    width = if case .classes = form { task.outputsPerTarget } else { form.scored(outputs: form.outputs) }
    scores = RolloutScores(left.map { $0.key.found(by: $0.metric) }, by: groupings, rollouts: size)
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

extension Floor.Rule {
  /// The metric that gives a metric's score of the floor; `nil` where the floor has none.
  fileprivate func metric(in metric: any Metric.Type) -> (any Metric.Type)? {
    switch self {
    case .known: nil
    case .prediction: metric
    case .sample: metric.readsRollouts ? metric : nil
    case .decision: metric.readsDecisions ? metric : nil
    case .guess: metric.readsDecisions ? metric.ofGuesses : metric
    }
  }
}

extension ScoredRows {
  /// Outputs that are certain of a class, or of a bit, in each row.
  fileprivate func outputs(deciding decisions: [Int]) -> [Double] {
    guard target == .classIndex else { return decisions.map { Double($0) } }
    var outputs = [Double](repeating: 0, count: count * outputsPerTarget)
    for (row, decision) in decisions.enumerated() { outputs[row * outputsPerTarget + decision] = 1 }
    return outputs
  }
}
