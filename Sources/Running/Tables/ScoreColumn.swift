import Catalog
import Gating
import Planning
import SequenceTasks
import Sequences
import Tables

/// One final score of a cell: a split, a mode and one of the task's metrics.
package struct ScoreColumn: Sendable, Hashable {
  package let split: String
  package let mode: String
  package let metric: String
  package let lowerIsBetter: Bool

  /// `split.mode.metric`, the column's name in `runs.csv`.
  package var name: String { "\(split).\(mode).\(metric)" }

  /// The final scores of a cell, in the order in which they are measured.
  static func all(_ cell: CellSpecification) -> [ScoreColumn] {
    let task = cell.task.value
    return Split.scored.filter { task.count($0) ?? 0 > 0 }.flatMap { split in
      cell.study.scoredModes.flatMap { mode in
        cell.study.scores(cell, mode: mode).map {
          ScoreColumn(
            split: split.rawValue, mode: mode, metric: $0.name, lowerIsBetter: $0.metric.lowerIsBetter)
        }
      }
    }
  }

  /// A floor's scores, as a column of the same kind.
  static func floor(_ floor: Measurement, _ cell: CellSpecification) -> ScoreColumn {
    let name = ScoreKey.metricName(floor.metric)
    let metric = cell.task.value.metrics(for: cell.forecast).first { $0.name == name }
    return ScoreColumn(
      split: floor.split, mode: floor.mode, metric: floor.metric, lowerIsBetter: metric?.lowerIsBetter ?? true
    )
  }

  /// Whether this, as the column of a floor, is what a score is held against.
  func isFloor(of score: ScoreColumn) -> Bool { split == score.split && metric == score.metric }

  /// The three columns that name a score in tables.
  static func columns<Row>(_ score: any KeyPath<Row, ScoreColumn> & Sendable) -> [Column<Row>] {
    [
      .text("split", "The part of the data: train, validation or test.") { $0[keyPath: score].split },
      .text("mode", "How gates were read, or the name of a floor.") { $0[keyPath: score].mode },
      .text("metric", "The score's name.") { $0[keyPath: score].metric },
    ]
  }
}
