public import Planning
public import Reports
import SequenceTasks
import Sequences
import Tables

/// A sweep that is watched while others run it: how far it is, how long it will take, and the scores and losses of what is finished.
///
/// Every record is read once, when it has come; what is shown does not depend on the order in which they came, but for the time left and
/// for which run is named as the latest.
public struct FollowedSweep: Sendable {
  /// A run that has been finished.
  private struct Finished: Sendable {
    let id: String
    let name: String
    let score: Double?
    let losses: [Double]
    let isDiverged: Bool
  }

  /// What is known of a cell.
  private struct Cell: Sendable {
    let name: String
    var finished = 0
    var scores: [Double] = []
    /// Sums over the finished runs, update by update.
    var losses: [Double] = []
    /// The refresh in which the last of its runs came.
    var change = 0
  }

  private let plan: ExperimentPlan
  private let store: RunStore
  private let score: String?
  private let start = ContinuousClock.now
  private var cells: [Cell]
  /// Runs without a record so far, in plan order.
  private var waiting: [(id: String, cell: Int, replicate: Int)]
  private var latest: Finished?
  private var refreshes = 0
  private var foundAtStart = 0

  /// Watches a plan's results, of which nothing is read yet.
  public init(_ plan: ExperimentPlan, store: RunStore) {
    self.plan = plan
    self.store = store
    cells = plan.cells.map { Cell(name: $0.name) }
    waiting = plan.runs.map { ($0.id, $0.cell.index, $0.replicate) }
    let columns = plan.cells.first.map { ScoreColumn.all($0.specification).map(\.name) } ?? []
    let last = Split.scored.last.map { "\($0.rawValue)." } ?? ""
    score = plan.comparison?.metric.description ?? columns.first { $0.hasPrefix(last) } ?? columns.first
  }

  /// Runs of the plan.
  public var total: Int { plan.runs.count }
  /// Runs that are finished.
  public var finished: Int { total - waiting.count }
  /// Whether no run is left.
  public var isComplete: Bool { waiting.isEmpty }

  /// Reads the records that have come since the last time.
  ///
  /// - Returns: how many there are.
  @discardableResult
  public mutating func refresh() throws(IOError) -> Int {
    refreshes += 1
    let present = Set(try store.runs())
    let before = waiting.count
    var left: [(id: String, cell: Int, replicate: Int)] = []
    for run in waiting {
      // A damaged record is not finished, and is looked at again.
      if present.contains(run.id), let record = try store.record(of: run.id) {
        take(record, run.cell, run.replicate)
      } else {
        left.append(run)
      }
    }
    waiting = left
    if refreshes == 1 { foundAtStart = before - left.count }
    return before - left.count
  }

  private mutating func take(_ record: RunRecord, _ cell: Int, _ replicate: Int) {
    let result = RunResult(run: plan.cells[cell].run(replicate: replicate), record: record)
    let losses = result.measurements.compactMap { row in
      row.mode == Self.lossMode && row.metric == Self.lossMetric ? row.value ?? .nan : nil
    }
    let value = score.flatMap { result.finals[$0] }
    latest = Finished(
      id: record.run, name: "\(cells[cell].name), replicate \(replicate)", score: value, losses: losses,
      isDiverged: record.outcome.status == .diverged)
    cells[cell].finished += 1
    cells[cell].change = refreshes
    if let value { cells[cell].scores.append(value) }
    // A run that has diverged ends early, and says nothing of the others.
    guard record.outcome.status == .completed else { return }
    if cells[cell].losses.isEmpty {
      cells[cell].losses = losses
    } else {
      for index in cells[cell].losses.indices.prefix(losses.count) {
        cells[cell].losses[index] += losses[index]
      }
    }
  }

  private static let lossMode = "training"
  private static let lossMetric = "loss"
  /// Cells that are shown at most: those with news.
  private static let shownCells = 12

  // MARK: What is shown

  /// `small: 37 of 200 runs finished, 2 min 3 s left`.
  public var headline: String { "\(plan.experiment.name): \(finished) of \(total) runs finished\(timeLeft)" }

  /// The time that the rest takes at the pace since the watching began, once there is a pace.
  private var timeLeft: String {
    let done = finished - foundAtStart
    let elapsed = (ContinuousClock.now - start) / .seconds(1)
    guard done > 0, !isComplete, elapsed > 0 else { return "" }
    return ", \(RoughTime.text(seconds: elapsed / Double(done) * Double(waiting.count))) left"
  }

  /// The whole on one line, for a log.
  public func line(_ style: Sparkline.Style) -> String {
    headline + (latest.map { "; latest \(Self.text($0, score, style))" } ?? "")
  }

  /// The whole, a row for each cell with news, and the latest run.
  public func report(_ style: Sparkline.Style) -> Report {
    var report = Report([.line(headline)])
    let shown = cells.indices.filter { cells[$0].finished > 0 }
      .sorted { (cells[$1].change, $0) < (cells[$0].change, $1) }.prefix(Self.shownCells).sorted()
    if !shown.isEmpty {
      let decimals = DecimalText.decimals(for: shown.flatMap { cells[$0].scores }.map { abs($0) / 1000 })
      let table = ReportTable(
        [.init("cell", .left), .init("runs"), .init(score ?? ""), .init("loss", .bar)],
        rows: shown.map { row(cells[$0], decimals, style) })
      report.add(table.withoutEmptyColumns)
      if shown.count < cells.count { report.add("… and \(cells.count - shown.count) more cells") }
    }
    if let latest { report.add("latest  \(Self.text(latest, score, style))") }
    return report
  }

  private func row(_ cell: Cell, _ decimals: Int, _ style: Sparkline.Style) -> [ReportTable.Cell] {
    let mean = cell.scores.isEmpty ? nil : cell.scores.reduce(0, +) / Double(cell.scores.count)
    return [
      .text(cell.name), "\(cell.finished) of \(plan.replicates)",
      .text(mean.map { DecimalText.text($0, decimals: decimals) } ?? ""),
      .text(Sparkline(scaled: cell.losses).text(style: style)),
    ]
  }

  private static func text(_ run: Finished, _ score: String?, _ style: Sparkline.Style) -> String {
    var text = "\(run.id), \(run.name)"
    if run.isDiverged { return text + ": diverged" }
    let decimals = DecimalText.decimals(for: [abs(run.score ?? 0) / 1000])
    if let score, let value = run.score {
      text += ": \(score) \(DecimalText.text(value, decimals: decimals))"
    }
    guard !run.losses.isEmpty else { return text }
    return text + ", loss \(Sparkline(scaled: run.losses).text(style: style))"
  }
}
