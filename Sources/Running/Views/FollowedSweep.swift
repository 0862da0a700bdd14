public import Planning
public import Reports
import SequenceTasks
import Sequences
import Tables

/// A sweep as its records show it, once or while others run it: how far it is, how long it will take, and the scores of what is finished.
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

  private let plan: ExperimentPlan
  private let store: RunStore
  private let score: String?
  /// Runs at once that an estimate of the time left assumes; `nil` for no estimate.
  private let jobs: Int?
  private let start = ContinuousClock.now
  private var scores: LiveScores?
  private var times: RunTimes
  /// Runs without a record so far.
  private var waiting: [String: RunSpecification] = [:]
  private var tail: RecordTail
  private var latest: Finished?
  private var refreshes = 0
  private var foundAtStart = 0

  /// Watches a plan's results, of which nothing is read yet.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - store: the results folder.
  ///   - jobs: runs at once that are assumed where nothing has been finished since the watching began; `nil` for no estimate then.
  public init(_ plan: ExperimentPlan, store: RunStore, jobs: Int? = nil) {
    self.plan = plan
    self.store = store
    self.jobs = jobs
    times = RunTimes(plan)
    tail = RecordTail(store)
    let columns = plan.cells.first.map { ScoreColumn.all($0.specification).map(\.name) } ?? []
    let last = Split.scored.last.map { "\($0.rawValue)." } ?? ""
    score = plan.comparison?.metric.description ?? columns.first { $0.hasPrefix(last) } ?? columns.first
    forget()
  }

  /// Begins anew.
  private mutating func forget() {
    scores = LiveScores(plan)
    times = RunTimes(plan)
    waiting = Dictionary(plan.runs.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    latest = nil
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
    let result = RunResult(run: run, record: record)
    let losses = result.measurements.compactMap { row in
      row.mode == Self.lossMode && row.metric == Self.lossMetric ? row.value ?? .nan : nil
    }
    let isDiverged = record.outcome.status == .diverged
    latest = Finished(
      id: record.run, name: "\(run.cell.name), replicate \(run.replicate)",
      score: score.flatMap { result.finals[$0] }, losses: losses, isDiverged: isDiverged)
    scores?.take(result.measurements, of: run)
    scores?.finish(run, isDiverged: isDiverged)
    times.add(record.timing.wallSeconds, of: run)
  }

  private static let lossMode = "training"
  private static let lossMetric = "loss"

  // MARK: What is shown

  /// `small: 37 of 200 runs finished, about 2 min 3 s left`.
  public var headline: String {
    "\(plan.experiment.name): \(finished) of \(total) runs finished\(timeLeft.map { ", \($0)" } ?? "")"
  }

  /// `about 2 h 10 min left`, at the pace since the watching began or, before there is one, `about 2 h 10 min left at 2 jobs`, by what finished runs
  /// have taken; `nil` where neither is known.
  public var timeLeft: String? {
    guard !isComplete else { return nil }
    let done = finished - foundAtStart
    let elapsed = (ContinuousClock.now - start) / .seconds(1)
    if done > 0, elapsed > 0 {
      return "about \(RoughTime.text(seconds: elapsed / Double(done) * Double(waiting.count))) left"
    }
    guard let jobs, let seconds = times.secondsLeft(jobs: jobs) else { return nil }
    return "about \(RoughTime.text(seconds: seconds)) left at \(PlanSummary.count(jobs, "job"))"
  }

  /// The whole on one line, for a log; without curves where there is no style.
  public func line(_ style: Sparkline.Style?) -> String {
    headline + (latest.map { "; latest \(Self.text($0, score, style))" } ?? "")
  }

  /// The whole: how far it is, the scores, and the latest run.
  public func report(for drawing: TextDrawing) -> Report {
    var report = Report([.line(headline)])
    report.add(scoreReport(for: drawing))
    if let latest {
      let style: Sparkline.Style? = drawing.isPlain ? nil : drawing.isASCII ? .plain : .blocks
      report.add("latest  \(Self.text(latest, score, style))")
    }
    return report
  }

  /// The scores, as `sluice run` shows them while it computes; nothing where none is known.
  public func scoreReport(for drawing: TextDrawing) -> Report {
    scores?.report(for: drawing) ?? Report()
  }

  private static func text(_ run: Finished, _ score: String?, _ style: Sparkline.Style?) -> String {
    var text = "\(run.id), \(run.name)"
    if run.isDiverged { return text + ": diverged" }
    let decimals = DecimalText.decimals(for: [abs(run.score ?? 0) / 1000])
    if let score, let value = run.score {
      text += ": \(score) \(DecimalText.text(value, decimals: decimals))"
    }
    guard !run.losses.isEmpty, let style else { return text }
    return text + ", loss \(Sparkline(scaled: run.losses).text(style: style))"
  }
}
