import Catalog
import DataReading
import RandomStreams
import Recurrence
public import Reports
import SequenceTasks
import Sequences
import Statistics

/// What `sluice plan` prints: cells, runs, the arithmetic of the work, and what the comparison can show.
public struct PlanSummary: Sendable {
  /// Cells listed before the rest is only counted.
  static let listed = 50
  /// Files listed before the rest is only counted: an evaluation reads one for every network.
  static let listedFiles = 10

  /// How long runs take, in words.
  public struct Times: Sendable, Hashable {
    /// A run of each cell of the plan.
    public let perCell: [String]
    /// All runs.
    public let total: String

    /// Times of the cells, in their order, and of all.
    public init(perCell: [String], total: String) {
      self.perCell = perCell
      self.total = total
    }
  }

  private let plan: ExperimentPlan
  private let times: Times?

  /// The summary of a plan, and how long its runs take where that is known.
  public init(_ plan: ExperimentPlan, times: Times? = nil) {
    self.plan = plan
    self.times = times
  }

  /// What is shown.
  public var report: Report {
    var report = Report([.line(plan.study.heading(of: plan))])
    for axis in plan.experiment.axes {
      report.add("axis       \(axis.path): \(axis.values.map(\.label).joined(separator: " · "))")
    }
    report.addGap()
    var (work, memory) = (0.0, 0.0)
    var table = ReportTable(
      [.init("cell", .left), .init("values", .left), .init("work per run"), .init("memory")]
        + (times == nil ? [] : [.init("time")]))
    for cell in plan.cells {
      let cost = RunCost(cell.specification)
      work += cost.flop * Double(plan.replicates)
      let bytes = cell.memory.bytes
      memory = max(memory, bytes)
      if cell.index < Self.listed {
        table.add(
          [
            .text(cell.id), .text(cell.name), .text(RunCost.text(flop: cost.flop)),
            .text(RunMemory.text(bytes)),
          ] + (times.map { [.text($0.perCell[cell.index])] } ?? []))
      }
    }
    report.add(table)
    if plan.cells.count > Self.listed { report.add("… and \(plan.cells.count - Self.listed) cells more") }
    report.addGap()
    report.add(
      "total      \(RunCost.text(flop: work)) in matrix products; at most \(RunMemory.text(memory)) for each job"
    )
    if let times { report.add("time       \(times.total)") }
    for note in notes { report.add("scores     \(note)") }
    for stored in plan.storedRows {
      report.add("rows       \(stored.table).csv: at most \(ScaledNumber.whole(stored.rows))")
    }
    let files = plan.dataFiles
    for file in files.prefix(Self.listedFiles) {
      report.add("data       \(file.path)  sha256 \(file.sha256)")
    }
    if files.count > Self.listedFiles {
      report.add("           … and \(Self.count(files.count - Self.listedFiles, "file")) more")
    }
    addFindings(to: &report)
    for warning in warnings { report.add("warning    \(warning)") }
    return report
  }

  /// What was found in the data: of the first task, and of others only what differs.
  private func addFindings(to report: inout Report) {
    var known: Set<Finding> = []
    for finding in plan.distinctTasks.flatMap(\.findings) where known.insert(finding).inserted {
      let name = finding.name + String(repeating: " ", count: max(1, 11 - finding.name.count))
      report.add(name + finding.text)
    }
  }

  /// What has to be said of scores, of all cells, in the order in which it first comes.
  private var notes: [String] {
    var notes: [String] = []
    for cell in plan.cells {
      let (study, specification) = (cell.specification.study, cell.specification)
      for mode in study.scoredModes {
        for key in study.scores(specification, mode: mode) where key.group.isEmpty {
          notes += study.notes(on: key.metric.name, mode: mode, specification).filter { !notes.contains($0) }
        }
      }
    }
    return notes
  }

  /// What the plan's size rules out, and settings that do more than they seem to.
  public var warnings: [String] { plan.caveats + sizeWarnings + sharingWarnings }

  /// State noise whose masks are shared because the gates' draws are.
  private var sharingWarnings: [String] {
    let isShared =
      plan.experiment.root["noise"] != nil || plan.experiment.axes.contains { $0.path.hasPrefix("noise") }
    guard isShared else { return [] }
    var warnings: [String] = []
    for cell in plan.cells {
      let (noise, state) = (cell.specification.noise, cell.specification.gates.stateNoise)
      let masks = state.initial.activeMasks
      var found: [String] = []
      if noise.sharing == .perSequence, masks.contains(where: { !$0.isForWholeSequence }) {
        found.append(
          "noise.sharing: per_sequence holds for state_noise too: one mask of \(state.kind) serves a whole sequence, so that what "
            + "it holds or drops at the first step it holds or drops at every step")
      }
      if noise.scope == .layer, masks.contains(where: { !$0.isForWholeStep }) {
        found.append(
          "noise.scope: layer holds for state_noise too: \(state.kind) holds or drops all units of a layer together"
        )
      }
      warnings += found.filter { !warnings.contains($0) }
    }
    return warnings
  }

  private var sizeWarnings: [String] {
    guard plan.comparison != nil else { return [] }
    let n = plan.replicates
    guard n > 1 else {
      return ["with 1 replicate there is nothing to compare; two policies differ by chance alone"]
    }
    let findings = [
      Self.tooFew(replicates: n, comparisons: comparisons),
      plan.comparison?.equivalence.flatMap { _ in
        Self.tooFewForEquivalence(replicates: n, comparisons: comparisons)
      }, withoutFloors,
    ]
    return findings.compactMap { $0 }
  }

  /// What is wrong with so many replicates, where the interval that equivalence is judged by has no ends.
  package static func tooFewForEquivalence(replicates n: Int, comparisons: Int) -> String? {
    let needed = SignFlipTest.pairsToBound(comparisons: comparisons)
    if let needed, n >= needed { return nil }
    let level = DecimalText.percentage(1 - 2 * SignificanceLevel.alpha / Double(max(comparisons, 1)))
    return "nothing can be found equivalent: with \(n) replicates the \(level) % interval, for "
      + "\(count(max(comparisons, 1), "comparison")) together, has no ends; "
      + (needed.map { "\($0) replicates would do" } ?? "no number of replicates would do")
  }

  /// What is wrong with a δ that is a share of the way from a floor, where a task has none.
  private var withoutFloors: String? {
    guard case .floors? = plan.comparison?.equivalence,
      plan.cells.contains(where: { cell in
        cell.specification.task.value.floors(for: cell.specification.forecast).isEmpty
      })
    else { return nil }
    return
      "compare.equivalence is a share of the way from a floor, and the task has no floor: nothing can be found equivalent"
  }

  /// What is wrong with so many replicates, where Holm's correction leaves no p at or below α.
  package static func tooFew(replicates n: Int, comparisons: Int) -> String? {
    let floor = SignFlipTest.smallestPValue(pairs: n)
    guard floor * Double(comparisons) > SignificanceLevel.alpha else { return nil }
    let exact = SignFlipTest.exactLimit
    let number = n > exact ? "\(floor)" : "2/2^\(n) = \(floor)"
    let holm =
      comparisons > 1
      ? ", and Holm's correction multiplies the smallest of \(comparisons) by \(comparisons)" : ""
    let remedy =
      switch SignFlipTest.pairsNeeded(comparisons: comparisons) {
      case nil: "no number of replicates would do"
      case let needed? where needed > n: "\(needed) replicates would do"
      case let needed?: "\(needed) to \(exact) replicates would do, for up to \(exact) all signs are counted"
      }
    return
      "no difference can be significant at \(SignificanceLevel.alpha): with \(n) replicates the smallest p is \(number)\(holm); \(remedy)"
  }

  /// Candidates × values of the other axes: how many differences are tested together.
  var comparisons: Int {
    guard let comparison = plan.comparison else { return 0 }
    let values = plan.experiment.axes[comparison.axis].values.count
    return plan.cells.count / values * (values - 1)
  }

  /// `1 cell`, `2 cells`.
  public static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
