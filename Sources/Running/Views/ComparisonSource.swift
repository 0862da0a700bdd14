import Planning
import Statistics

/// What a comparison is drawn from: the rows of `summary.csv` and `comparisons.csv`, made from records or read back.
package struct ComparisonSource: Sendable {
  /// The experiment's name.
  package let name: String
  /// The axes of the sweep.
  package let axes: [String]
  /// The place of the compared axis; `nil` where no comparison is declared.
  package let axis: Int?
  /// The compared axis's value that candidates are tested against.
  package let baseline: String?
  /// `split.mode.metric` of the declared comparison.
  package let declared: String?
  /// The scores, in the order in which they are measured, and after them the floors.
  package let summaries: [SummaryRow]
  /// Every candidate against the baseline.
  package let comparisons: [ComparisonRows.Row]
  /// Runs that are finished, and runs of the plan; `nil` where that is not known.
  let progress: (finished: Int, total: Int)?
  /// What has to be said of scores.
  package let scoreNotes: ScoreNotes
  /// Repetitions of every cell; `nil` where that is not known.
  package let replicates: Int?
  /// What must be known wherever scores are shown.
  package let caveats: [String]
  /// What has to be said of p since results could first be seen.
  package let remarks: [String]

  /// The finished runs of a results folder.
  ///
  /// - Throws: ``RecordConflicts``, ``IOError``.
  init(_ plan: ExperimentPlan, records: RunRecords) throws {
    try records.checkConflicts(of: plan.runs.lazy.map(\.id))
    let cells = try ResultTables.scores(plan, records: records)
    name = plan.experiment.name
    axes = plan.experiment.axes.map(\.path)
    axis = plan.comparison?.axis
    baseline = plan.comparison.map { plan.experiment.axes[$0.axis].values[$0.baseline].label }
    declared = plan.comparison?.metric.description
    summaries = cells.flatMap(\.summaries)
    comparisons = plan.comparison.map { ComparisonRows(cells, plan.experiment.axes, $0).rows } ?? []
    progress = (cells.reduce(0) { $0 + $1.replicates.count }, plan.runs.count)
    replicates = plan.replicates
    caveats = plan.caveats
    scoreNotes = ScoreNotes(plan)
    remarks = FolderHistory(records.store.folder).remarks(FolderHistory.Look(plan))
  }

  /// The scores that there are, `split.mode.metric`, in order; floors are not among them.
  package var scores: [ScoreColumn] {
    var columns: [ScoreColumn] = []
    for row in summaries where !row.isFloor && !columns.contains(row.column) { columns.append(row.column) }
    return columns
  }
}
