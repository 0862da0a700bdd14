import Planning
import Snapshots
import Tables

/// The rows that a training has made so far, as its record will keep them.
struct TrainingRows {
  /// Every score, in the order in which they were measured.
  var measurements = Measurement.table.noRows
  /// Every statistic of gates and gradients.
  var gates = GateStatistic.table.noRows
  /// Whether the task counts as solved: at the best update so far, or at the last measured one.
  var verdicts = SolvedVerdict.table.noRows
  /// The forecasts of the best update so far.
  var predictions = PredictionRow.table.noRows
  /// Single units: of the best update so far, or of all that were measured.
  var units = UnitValue.table.noRows

  /// Appends scores.
  mutating func append(_ rows: [Measurement]) {
    for row in rows { measurements.append(row, of: Measurement.table) }
  }

  /// Appends statistics of gates and gradients.
  mutating func append(_ rows: [GateStatistic]) {
    for row in rows { gates.append(row, of: GateStatistic.table) }
  }
}

extension TrainingRows: Restorable {
  func write(to snapshot: inout SnapshotWriter) {
    for rows in [measurements, gates, verdicts, predictions, units] { rows.write(to: &snapshot) }
  }

  mutating func restore(from snapshot: inout SnapshotReader) throws(SnapshotError) {
    try measurements.restore(from: &snapshot)
    try gates.restore(from: &snapshot)
    try verdicts.restore(from: &snapshot)
    try predictions.restore(from: &snapshot)
    try units.restore(from: &snapshot)
  }
}
