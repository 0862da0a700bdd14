import Catalog
import Planning
import SequenceTasks
import Sequences

/// What is scored in a mode, and what has to be said of it: the same for every study that measures networks.
extension EvaluationSpecification {
  /// The task's metrics and those that the file adds, over all target values and over groups.
  func scores(_ cell: CellSpecification, mode: String) -> [ScoreKey] {
    guard let mode = modes.first(where: { $0.name == mode }) else { return [] }
    return scores(cell.forecast, cell.task.value, mode: mode)
  }

  /// How many rollouts a score is of, and what their spread is.
  func notes(on metric: String, mode: String, _ cell: CellSpecification) -> [String] {
    guard let reading = modes.first(where: { $0.name == mode })?.reading else { return [] }
    let isNumber = if case .number = cell.forecast { true } else { false }
    var notes: [String] = []
    switch reading {
    case .once: break
    case .together:
      let isMixture = if case .counts = cell.forecast { true } else { false }
      notes.append("\(mode): the \(isMixture ? "mixture" : "mean") of \(samples) rollouts is scored")
    case .each:
      notes.append("\(mode): the mean of the scores of \(samples) rollouts, each scored by itself")
    }
    if metric == RankedProbabilityScore.name, isNumber {
      notes.append("crps of rollouts that give numbers: their spread is gate noise only")
    }
    return notes
  }
}
