import Gating
import Planning
import SequenceTasks
import Sequences

extension SequenceTask {
  /// What is reached without learning, on every split that is scored.
  var floorMeasurements: [Measurement] {
    Split.scored.filter { count($0) ?? 0 > 0 }.flatMap { split in
      floorScores(split).map {
        Measurement(update: nil, split: split.rawValue, mode: $0.mode, metric: $0.metric, value: $0.value)
      }
    }
  }
}

extension EvaluationSpecification {
  /// Sequences read in one measurement.
  func sequences(_ task: any SequenceTask) -> Double {
    let examples = Split.scored.reduce(0.0) { $0 + Double(task.count($1) ?? 0) }
    return modes.reduce(0.0) { $0 + examples * ($1.gates.isSampled ? Double(samples) : 1) }
  }
}
