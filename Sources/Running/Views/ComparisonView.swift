import DataReading
import Gating
public import Planning
public import Reports
import Statistics

/// A results folder's comparison: for every value of the compared axis the mean with its 95 % interval, the difference to the
/// baseline with its interval, p, and a bar.
///
/// Floors stand below on the same scale. Without a declared comparison every cell has a row of its own.
public struct ComparisonView: Sendable {
  let source: ComparisonSource
  let column: ScoreColumn

  /// The final scores of a results folder's records.
  ///
  /// - Parameters:
  ///   - plan: the plan of the folder.
  ///   - records: its finished runs.
  ///   - metric: `split.mode.metric`; the declared one if it is `nil`, else the last split's first score.
  /// - Throws: `UnknownStatistic`, ``RecordConflicts``, ``IOError``.
  public init(_ plan: ExperimentPlan, records: RunRecords, metric: String? = nil) throws {
    try self.init(ComparisonSource(plan, records: records), metric: metric)
  }

  /// The scores of a folder that has tables and no records.
  ///
  /// - Throws: `UnknownStatistic`; ``IOError`` and `DataError` where a table cannot be read.
  public init(tablesIn folder: String, metric: String? = nil) throws {
    try self.init(ComparisonSource(tablesIn: folder), metric: metric)
  }

  private init(_ source: ComparisonSource, metric: String?) throws(UnknownStatistic) {
    let scores = source.scores
    let headline = scores.first { $0.split == scores.last?.split }?.name
    let wanted = metric ?? source.declared ?? headline
    guard let column = scores.first(where: { $0.name == wanted }) else {
      let known = scores.map(\.name).joined(separator: ", ")
      throw UnknownStatistic(
        known.isEmpty
          ? "no run has a score" : "there is no score '\(wanted ?? "")'; the scores are \(known)")
    }
    self.source = source
    self.column = column
  }

  /// What is shown.
  public var report: Report {
    var report = Report()
    let replicates = source.replicates.map { ", \($0) replicates" } ?? ""
    report.add(
      "\(source.name): \(column.name), \(column.lowerIsBetter ? "lower" : "higher") is better\(replicates)")
    if let progress = source.progress, progress.finished < progress.total {
      report.add("\(progress.finished) of \(progress.total) runs are finished")
    }
    for group in groups {
      report.addGap()
      if !group.title.isEmpty { report.add(group.title) }
      for (place, table) in group.tables.enumerated() {
        if place > 0 { report.addGap() }
        report.add(table)
      }
    }
    let notes = self.notes
    if !notes.isEmpty { report.addGap() }
    for note in notes { report.add(note) }
    return report
  }

  /// What has to be said below the table.
  private var notes: [String] {
    let rows = source.summaries.filter { $0.column == column }
    var notes = ComparisonNotes(source, column).sentences + source.caveats
    if groups.contains(where: { $0.needsReplicates }) {
      notes.append(
        "decided by: replicates that would decide with a power of 80 %, if the differences stay as they are")
    }
    if rows.contains(where: { $0.summary.undefined > 0 }) {
      notes.append(
        "Of undefined scores, such as the correlation of a constant prediction, no mean, interval or p is made."
      )
    }
    if rows.contains(where: \.summary.isBimodal) {
      notes += [
        "Where some runs solve the task and others do not, outcomes have two modes:",
        "read the solve rate with its 95 % interval (Clopper–Pearson), not the mean.",
      ]
    }
    if column.mode == MeasuredMode(.native).name {
      notes.append("native: each policy's own evaluation, without draws (bernoulli: its mean p, no draw)")
    }
    return notes + source.scoreNotes[column.name]
  }

  /// The cells that differ in the compared axis alone, by the values of the others.
  private var groups: [ComparisonGroup] {
    let scored = source.summaries.filter { $0.column == column }
    guard let axis = source.axis else {
      let names = scored.map { row in name(row.labels) }
      return [group("", zip(names, scored).map { ($0, $1) }, nil)]
    }
    let others = source.axes.indices.filter { $0 != axis }
    let forest = ComparisonForest(source, column)
    var keys: [[String]] = []
    for row in scored {
      let labels = others.map { row.labels[$0] }
      if !keys.contains(labels) { keys.append(labels) }
    }
    return keys.map { key in
      let title = zip(others, key).map { "\(source.axes[$0]) = \($1)" }.joined(separator: ", ")
      let rows = scored.filter { row in others.map { row.labels[$0] } == key }
      return group(
        title, rows.map { ($0.labels[axis], $0) },
        forest?.part(key))
    }
  }

  private func group(
    _ title: String, _ rows: [(String, SummaryRow)], _ forest: ComparisonForest?
  ) -> ComparisonGroup {
    let cells = Set(rows.map(\.1.cellID))
    return ComparisonGroup(
      title: title, axis: source.axis.map { source.axes[$0] } ?? "cell",
      rows: rows.map { ComparisonGroup.Row(label: $0, cellID: $1.cellID, summary: $1.summary) },
      floors: source.summaries.filter {
        $0.isFloor && cells.contains($0.cellID) && $0.column.split == column.split
          && $0.column.metric == column.metric
      },
      forest: forest.flatMap { $0.rows.isEmpty ? nil : $0 }, baseline: source.baseline,
      isAdjusted: column.name == source.declared)
  }

  private func name(_ labels: [String]) -> String {
    labels.isEmpty ? "the only cell" : zip(source.axes, labels).map { "\($0)=\($1)" }.joined(separator: ", ")
  }
}
