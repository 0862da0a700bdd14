import Catalog
import Planning
import SequenceTasks
import Statistics

/// The final scores of one cell's finished runs: what `summary.csv`, `comparisons.csv` and `compare` are made of.
struct CellScores: Sendable {
  let id: String
  let labels: [String]
  let seed: UInt64
  /// The replicates that are finished.
  private(set) var replicates: [Int] = []
  /// Each score with one outcome a finished replicate.
  private(set) var scores: [(column: ScoreColumn, outcomes: [Outcome])]
  /// Each floor with one value a finished replicate.
  private(set) var floors: [(column: ScoreColumn, outcomes: [Outcome])] = []
  /// Solved replicates by split and mode; empty where the task has no criterion.
  private var solved: [String: Int] = [:]
  private let hasCriterion: Bool
  private let specification: CellSpecification

  init(_ cell: SweepCell) {
    id = cell.id
    labels = cell.coordinates.map(\.label)
    seed = cell.specification.seed
    specification = cell.specification
    scores = ScoreColumn.all(cell.specification).map { ($0, []) }
    let task = cell.specification.task.value
    // Asked of the task and not of the records: runs that diverged have no verdict, and did not solve it.
    hasCriterion = task.isSolved(.test, task.metrics.map { _ in .nan }) != nil
  }

  /// Takes in a finished run.
  mutating func take(_ record: RunRecord, replicate: Int) {
    replicates.append(replicate)
    for index in scores.indices {
      let column = scores[index].column
      let score = record.finalScore(split: column.split, mode: column.mode, metric: column.metric)
      scores[index].outcomes.append(score.map { Outcome($0) } ?? .diverged)
    }
    for floor in record.floors {
      let column = ScoreColumn.floor(floor, specification)
      let place = floors.firstIndex { $0.column == column } ?? floors.endIndex
      if place == floors.endIndex { floors.append((column, [])) }
      floors[place].outcomes.append(Outcome(floor.value))
    }
    for verdict in record.verdicts where verdict.isSolved {
      solved["\(verdict.split).\(verdict.mode)", default: 0] += 1
    }
  }

  /// The rows of `summary.csv`: every score, then every floor.
  var summaries: [(column: ScoreColumn, summary: Summary)] {
    scores.map { column, outcomes in
      let count = hasCriterion ? solved["\(column.split).\(column.mode)", default: 0] : nil
      return (column, Summary(outcomes, lowerIsBetter: column.lowerIsBetter, solved: count))
    } + floors.map { ($0.column, Summary($0.outcomes, lowerIsBetter: $0.column.lowerIsBetter)) }
  }

  /// Whether a floor has the same values here and there, in the replicates that both have finished.
  func agrees(with other: CellScores, on floor: ScoreColumn) -> Bool {
    let (mine, theirs) = (outcomes(of: floor), other.outcomes(of: floor))
    return mine.allSatisfy { replicate, outcome in theirs[replicate].map { $0 == outcome } ?? true }
  }

  private func outcomes(of floor: ScoreColumn) -> [Int: Outcome] {
    let outcomes = floors.first { $0.column == floor }?.outcomes ?? []
    return Dictionary(uniqueKeysWithValues: zip(replicates, outcomes))
  }
}
