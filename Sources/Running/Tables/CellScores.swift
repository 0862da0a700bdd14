import Catalog
import Planning
import SequenceTasks
import Sequences
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
    hasCriterion = task.criterion != nil
  }

  /// Takes in a finished run.
  mutating func take(_ result: RunResult) {
    let (outcome, measurements) = (result.record.outcome, result.measurements)
    replicates.append(result.run.replicate)
    var finals: [String: Outcome] = [:]
    for row in measurements where row.update != nil && row.update == outcome.selectedUpdate {
      finals["\(row.split).\(row.mode).\(row.metric)"] = Outcome(row.value)
    }
    for index in scores.indices {
      scores[index].outcomes.append(finals[scores[index].column.name] ?? .diverged)
    }
    for floor in measurements where floor.update == nil {
      let column = ScoreColumn.floor(floor, specification)
      let place = floors.firstIndex { $0.column == column } ?? floors.endIndex
      if place == floors.endIndex { floors.append((column, [])) }
      floors[place].outcomes.append(Outcome(floor.value))
    }
    for verdict in outcome.verdicts where verdict.isSolved {
      solved["\(verdict.split).\(verdict.mode)", default: 0] += 1
    }
  }

  /// The rows of `summary.csv`: every score, then every floor.
  var summaries: [SummaryRow] {
    func row(
      _ column: ScoreColumn, _ outcomes: [Outcome], _ solved: Int?, isFloor: Bool = false
    ) -> SummaryRow {
      SummaryRow(
        cellID: id, labels: labels, column: column,
        summary: Summary(outcomes, lowerIsBetter: column.lowerIsBetter, solved: solved), isFloor: isFloor)
    }
    return scores.map { column, outcomes in
      row(column, outcomes, hasCriterion ? solved["\(column.split).\(column.mode)", default: 0] : nil)
    } + floors.map { row($0.column, $0.outcomes, nil, isFloor: true) }
  }

  /// By how much the mean of a score is better than that of the best floor of its split; negative where it is worse, `nil` without
  /// either.
  func gain(on score: ScoreColumn) -> Double? {
    guard let own = scores.first(where: { $0.column == score }) else { return nil }
    func mean(_ outcomes: [Outcome]) -> Double? {
      Summary(outcomes, lowerIsBetter: score.lowerIsBetter).moments?.mean
    }
    let gains = floors.filter { $0.column.isFloor(of: score) }.compactMap { floor in
      mean(own.outcomes).flatMap { own in
        mean(floor.outcomes).map { score.lowerIsBetter ? $0 - own : own - $0 }
      }
    }
    return gains.min()
  }
}
