public import Planning
public import Reports

/// How far a plan is: the finished runs of every cell.
public struct SweepStatus: Sendable, Hashable {
  /// A cell's share.
  public struct Cell: Sendable, Hashable {
    /// `c-…`.
    public let id: String
    /// The cell in words.
    public let name: String
    /// Its finished runs.
    public let finished: Int
  }

  /// The runs that try settings.
  public struct Trials: Sendable, Hashable {
    /// Those that are finished.
    public let finished: Int
    /// All of them.
    public let total: Int
    /// Whether each cell has its settings.
    public let isChosen: Bool
  }

  /// The experiment's name.
  public let name: String
  /// Repetitions of every cell.
  public let replicates: Int
  /// The cells in plan order; none where their settings are not chosen yet.
  public let cells: [Cell]
  /// Runs of these cells.
  private let compared: Int
  /// Runs that try settings before, finished and in all; `nil` where nothing is tuned.
  public let trials: Trials?
  /// Runs whose record is there and cannot be read, or has lost what belongs to it.
  public let damaged: Int
  /// Records of runs that the plan has no more.
  public let aside: Int
  /// The updates at which unfinished runs have a checkpoint to go on from, in plan order.
  public let checkpoints: [Int]
  /// Runs of which there are records that say different things.
  public let conflicting: Int

  /// Looks for the record of every run.
  public init(_ plan: ExperimentPlan, records: RunRecords) throws(IOError) {
    name = plan.experiment.name
    replicates = plan.replicates
    aside = records.strangers(among: plan.runs.lazy.map(\.id)).count
    var (cells, damaged, conflicting) = ([Cell](), records.nameless.count, 0)
    var checkpoints: [Int] = []
    let index = CheckpointIndex(CheckpointFolder(records.store.folder), plan)
    func finished(_ cell: SweepCell, _ replicates: Int) throws(IOError) -> Int {
      var finished = 0
      for replicate in 0..<replicates {
        let run = cell.run(replicate: replicate)
        switch try records.state(of: run.id, for: .current) {
        case .missing: break
        case .finished, .foreign:
          finished += 1
          continue
        case .unreadable, .incomplete: damaged += 1
        case .conflicting: conflicting += 1
        }
        if let checkpoint = index.furthest(of: run) { checkpoints.append(checkpoint.update) }
      }
      return finished
    }
    if let tuning = plan.tuning {
      var tried = 0
      for cell in tuning.cells { tried += try finished(cell, tuning.replicates) }
      trials = Trials(finished: tried, total: tuning.runCount, isChosen: plan.isChosen)
    } else {
      trials = nil
    }
    for cell in plan.cells {
      cells.append(Cell(id: cell.id, name: cell.name, finished: try finished(cell, plan.replicates)))
    }
    compared = plan.comparedRuns
    self.damaged = damaged
    self.checkpoints = checkpoints
    self.conflicting = conflicting
    self.cells = cells
  }

  /// Runs of the plan.
  public var total: Int { compared + (trials?.total ?? 0) }
  /// Runs that are finished.
  public var finished: Int { cells.reduce(0) { $0 + $1.finished } + (trials?.finished ?? 0) }
  /// Whether no run is left.
  public var isComplete: Bool { finished == total }

  /// A line for the whole, then one for each cell.
  public var report: Report {
    let table = ReportTable(
      [.init("", .left), .init(""), .init("", .left)],
      rows: cells.map { [.text("  \($0.id)"), "\($0.finished) of \(replicates)", .text($0.name)] },
      hasHeader: false)
    let head = Report.Block.line("\(name): \(finished) of \(total) runs finished")
    return Report([head] + tuning + (cells.isEmpty ? [] : [.table(table)]) + remarks)
  }

  private var tuning: [Report.Block] {
    guard let trials else { return [] }
    let rest = trials.isChosen ? "settings are chosen" : "settings are chosen when all are"
    return [.line("  tuning: \(trials.finished) of \(trials.total) runs finished; \(rest)")]
  }

  /// What else is in the folder.
  private var remarks: [Report.Block] {
    func runs(_ count: Int) -> String { count == 1 ? "1 run" : "\(count) runs" }
    var remarks: [Report.Block] = []
    if damaged > 0 {
      remarks.append(
        .line(
          "\(runs(damaged)) left a record that is damaged, or has lost a file of its own: `run` does such runs again"
        ))
    }
    if !checkpoints.isEmpty {
      let shown = checkpoints.prefix(8).map(String.init).joined(separator: ", ")
      let more = checkpoints.count > 8 ? ", …" : ""
      let place = checkpoints.count == 1 ? "a checkpoint, after update" : "checkpoints, after updates"
      remarks.append(.line("\(runs(checkpoints.count)) under way can go on from \(place) \(shown)\(more)"))
    }
    if conflicting > 0 {
      remarks.append(
        .line(
          "\(runs(conflicting)) left records that say different things: `run` names them, and `verify` says which is right"
        ))
    }
    if aside > 0 {
      remarks.append(
        .line(
          "\(runs(aside)) finished and kept aside: the experiment has them no more, so that no table does, and uses them where it has them again"
        ))
    }
    return remarks
  }
}
