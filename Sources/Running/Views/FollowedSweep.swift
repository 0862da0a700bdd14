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
  /// Runs without a record so far.
  private var waiting: [String: RunSpecification] = [:]
  private var tail: RecordTail
  private var latest: Finished?
  private var refreshes = 0
  private var foundAtStart = 0

  /// Watches a plan's results, of which nothing is read yet.
  public init(_ plan: ExperimentPlan, store: RunStore) {
    self.plan = plan
    self.store = store
    cells = []
    tail = RecordTail(store)
    let columns = plan.workCells.first.map { ScoreColumn.all($0.specification).map(\.name) } ?? []
    let last = Split.scored.last.map { "\($0.rawValue)." } ?? ""
    score = plan.comparison?.metric.description ?? columns.first { $0.hasPrefix(last) } ?? columns.first
    forget()
  }

  /// Begins anew.
  private mutating func forget() {
    cells = plan.allCells.map { Cell(name: $0.name) }
    waiting = Dictionary(plan.runs.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    latest = nil
  }

  /// Runs of the plan.
  public var total: Int { plan.runs.count }
  /// Runs that are finished.
  public var finished: Int { total - waiting.count }
  /// Whether these are all runs that there will be; others follow where their settings are not chosen yet.
  public var isWhole: Bool { plan.isChosen }
  /// Whether no run is left.
  public var isComplete: Bool { waiting.isEmpty }

  /// Reads the records that have come since the last time.
  ///
  /// - Returns: how many there are.
  @discardableResult
  public mutating func refresh() throws(IOError) -> Int {
    refreshes += 1
    let before = finished
    if refreshes == 1 {
      // What comes while all is read is read again, and is then no news.
      _ = try tail.read { _ in }
      try readAll()
      foundAtStart = finished
    } else {
      var found: [RunRecord] = []
      if try tail.read({ found.append($0) }) {
        forget()
        try readAll()
      } else {
        for record in found where try store.lostAttachment(of: record) == nil { take(record) }
      }
    }
    return max(0, finished - before)
  }

  /// Takes in every run that is finished, in plan order.
  private mutating func readAll() throws(IOError) {
    let records = try store.records()
    for run in plan.runs { if let record = try records.record(of: run.id) { take(record) } }
  }

  /// Takes in a run that is finished, unless it is known or the plan has it no more.
  private mutating func take(_ record: RunRecord) {
    guard let run = waiting.removeValue(forKey: record.run) else { return }
    let (cell, result) = (plan.place(of: run), RunResult(run: run, record: record))
    let losses = result.measurements.compactMap { row in
      row.mode == Self.lossMode && row.metric == Self.lossMetric ? row.value ?? .nan : nil
    }
    let value = score.flatMap { result.finals[$0] }
    latest = Finished(
      id: record.run, name: "\(cells[cell].name), replicate \(run.replicate)", score: value, losses: losses,
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
        rows: shown.map {
          row(cells[$0], of: $0 < trials ? plan.tuning?.replicates ?? 1 : plan.replicates, decimals, style)
        })
      report.add(table.withoutEmptyColumns)
      if shown.count < cells.count { report.add("… and \(cells.count - shown.count) more cells") }
    }
    if let latest { report.add("latest  \(Self.text(latest, score, style))") }
    return report
  }

  /// Cells that try settings, which come first.
  private var trials: Int { plan.tuning?.cells.count ?? 0 }

  private func row(_ cell: Cell, of replicates: Int, _ decimals: Int, _ style: Sparkline.Style)
    -> [ReportTable.Cell]
  {
    let mean = cell.scores.isEmpty ? nil : cell.scores.reduce(0, +) / Double(cell.scores.count)
    return [
      .text(cell.name), "\(cell.finished) of \(replicates)",
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
