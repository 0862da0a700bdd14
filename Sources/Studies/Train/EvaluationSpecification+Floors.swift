import Catalog
import Gating
import Planning
import SequenceTasks
import Sequences
import Tables

/// What stands beside the scores of networks: the same for every study that measures them.
extension EvaluationSpecification {
  /// What is reached without learning, by every score of a mode without rollouts and those that rollouts add.
  func floors(_ context: RunContext) -> [Measurement] {
    let (task, forecast) = (context.task, context.cell.forecast)
    let (floors, groupings) = (task.floors(for: forecast), groupings(task))
    let keys = ScoreKey.all(metrics.types, by: groupings)
    return Split.scored.filter { task.count($0) ?? 0 > 0 }.flatMap { split in
      task.floorScores(split, floors, keys, by: groupings).map {
        Measurement(update: nil, split: split.rawValue, mode: $0.mode, metric: $0.metric, value: $0.value)
      }
    }
  }

  /// The rows of predictions.csv beside the record; none where the file does not ask for them.
  func attachments(_ rows: TableRows) -> [Attachment] {
    predictions.isEmpty ? [] : [.rows(rows)]
  }

  /// At most so many rows of predictions and of single units in a run.
  func storedRows(_ cell: CellSpecification, _ units: UnitSpecification?, readings: Int) -> [StoredRows] {
    let task = cell.task.value
    var stored: [StoredRows] = []
    if !predictions.isEmpty {
      let examples = predictions.reduce(0) { $0 + (task.count($1) ?? 0) }
      let steps = task.placement == .every ? task.maximumSteps : 1
      let rows = examples * steps * task.outputWidth * modes.count
      stored.append(
        StoredRows(
          table: PredictionRow.table.schema.name, key: "evaluation.predictions", rowsPerRun: Double(rows)))
    }
    if let units {
      stored.append(
        StoredRows(
          table: UnitValue.table.schema.name, key: "telemetry.units.examples",
          rowsPerRun: Double(readings) * units.rows(cell, self)))
    }
    return stored
  }

  /// Sequences read in one measurement; modes that read the network alike share their passes.
  func sequences(_ task: any SequenceTask, draws: Bool) -> Double {
    let examples = Split.scored.reduce(0.0) { $0 + Double(task.count($1) ?? 0) }
    let passes = modes.enumerated().filter { place, mode in
      !modes[..<place].contains { $0.isReadLike(mode) }
    }.map(\.element)
    return passes.reduce(0.0) { $0 + examples * ($1.gates.isSampled && draws ? Double(samples) : 1) }
  }
}
