public import Planning
import Statistics

/// A results folder's comparison as a table that a person reads at once: for every value of the compared axis the
/// mean with its 95 % interval, the difference to the baseline with its interval, p, and a bar.
///
/// Floors stand below in the same scale. Without a declared comparison every cell has a row of its own.
public struct ComparisonView: Sendable {
  private let plan: ExperimentPlan
  private let column: ScoreColumn
  private let cells: [CellScores]
  private let comparisons: [ComparisonRows.Row]
  private let isDeclared: Bool

  /// Reads the final scores of a results folder.
  ///
  /// - Parameters:
  ///   - plan: the plan of the folder.
  ///   - store: its finished runs.
  ///   - metric: `split.mode.metric`; the declared one if it is `nil`, else the last score of the first metric.
  /// - Returns: `nil` where no cell has such a score.
  public init?(_ plan: ExperimentPlan, store: RunStore, metric: String? = nil) throws(IOError) {
    let wanted = metric ?? plan.comparison?.metric.description ?? Self.headline(of: plan)
    guard let column = Self.columns(of: plan).first(where: { $0.name == wanted }) else { return nil }
    self.plan = plan
    self.column = column
    let cells = try ResultTables.scores(plan, store: store)
    self.cells = cells
    let rows = plan.comparison.map { ComparisonRows(cells, plan.experiment.axes, $0).rows } ?? []
    comparisons = rows.filter { $0.column.name == column.name }
    isDeclared = wanted == plan.comparison?.metric.description
  }

  /// The names of all scores, in order.
  public static func scores(of plan: ExperimentPlan) -> [String] { columns(of: plan).map(\.name) }

  /// The table, ending in a newline.
  public func text(isColored: Bool) -> String {
    let finished = cells.reduce(0) { $0 + $1.replicates.count }
    var lines = [
      "\(plan.experiment.name): \(column.name), \(column.lowerIsBetter ? "lower" : "higher") is better, "
        + "\(plan.replicates) replicates"
    ]
    if finished < plan.runs.count { lines.append("\(finished) of \(plan.runs.count) runs are finished") }
    for group in groups {
      lines.append("")
      lines += ComparisonGroup(
        title: group.title, axis: axisName, cells: group.cells, comparisons: group.comparisons,
        column: column,
        baseline: baselineLabel, isAdjusted: isDeclared
      ).lines(isColored: isColored)
    }
    if cells.contains(where: isBimodal) {
      lines += [
        "", "Where some runs solve the task and others do not, outcomes have two modes:",
        "read the solve rate with its 95 % interval (Clopper–Pearson), not the mean.",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func isBimodal(_ cell: CellScores) -> Bool {
    cell.summaries.contains { $0.column == column && $0.summary.isBimodal }
  }

  private typealias Group = (
    title: String, cells: [(label: String, scores: CellScores)], comparisons: [ComparisonRows.Row]
  )

  /// The cells that differ in the compared axis alone, by the values of the others.
  private var groups: [Group] {
    guard let axis = plan.comparison?.axis else {
      return [("", zip(plan.cells.map(\.name), cells).map { (label: $0, scores: $1) }, [])]
    }
    var groups: [Group] = []
    var places: [[String]: Int] = [:]
    let others = plan.experiment.axes.indices.filter { $0 != axis }
    for cell in cells {
      let labels = others.map { cell.labels[$0] }
      if places[labels] == nil {
        places[labels] = groups.count
        let title = others.map { "\(plan.experiment.axes[$0].path) = \(cell.labels[$0])" }.joined(
          separator: ", ")
        groups.append((title, [], comparisons.filter { $0.otherLabels == labels }))
      }
      groups[places[labels]!].cells.append((cell.labels[axis], cell))
    }
    return groups
  }

  private var axisName: String { plan.comparison.map { plan.experiment.axes[$0.axis].path } ?? "cell" }

  private var baselineLabel: String? {
    plan.comparison.map { plan.experiment.axes[$0.axis].values[$0.baseline].label }
  }

  private static func columns(of plan: ExperimentPlan) -> [ScoreColumn] {
    var columns: [ScoreColumn] = []
    for cell in plan.cells {
      for column in ScoreColumn.all(cell.specification) where !columns.contains(column) {
        columns.append(column)
      }
    }
    return columns
  }

  /// The first metric on the last split, in the first mode.
  private static func headline(of plan: ExperimentPlan) -> String {
    let columns = columns(of: plan)
    return columns.first { $0.split == columns.last?.split }?.name ?? ""
  }
}
