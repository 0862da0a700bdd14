public import Catalog
public import DataReading
public import Recurrence
public import Reports
public import SequenceTasks
public import Sequences

/// A kind of experiment that is a sweep of runs: what is done with the network of a cell, from the file to the rows.
///
/// The section of such a file has the keys of ``ExperimentFormat/cell``, or keys of the same names that suit the study better.
///
/// A value is the study of one cell: everything that the file says of it, checked. It makes each run of the cell a pure function of
/// the run's specification.
public protocol SweptStudy: Study, Hashable {
  // MARK: From the file

  /// The key that says how many updates a run has, where a longer run begins as a shorter one does: cells that differ in it alone go the
  /// same way, and one may go on from the other's checkpoint. `nil` for none, as by default.
  static var lengthKey: String? { get }

  /// Whether `replicates` counts runs of a cell, each with its own weights, order and noise; otherwise a cell is one run.
  static var repeatsRuns: Bool { get }

  /// Runs of a cell for each of the `replicates` that the file asks for; 1 by default.
  ///
  /// Those of the first come first, so that a file that asks for more keeps what is finished.
  ///
  /// - Parameters:
  ///   - experiment: the experiment, checked in itself.
  ///   - cells: all cells of the plan.
  /// - Throws: ``ExperimentErrors`` where cells do not go together.
  static func runsPerReplicate(_ experiment: Experiment, _ cells: [SweepCell]) throws(ExperimentErrors) -> Int

  /// Whether the runs of a cell are independent of each other, so that summary.csv and comparisons.csv tell of them; they are by
  /// default.
  static var hasIndependentRuns: Bool { get }

  /// The networks that an experiment reads in place of making them; none by default.
  ///
  /// - Parameters:
  ///   - experiment: the experiment, checked in itself.
  ///   - files: reads the files that it names, by paths relative to the experiment file.
  /// - Throws: ``ExperimentErrors`` where they cannot be found.
  static func networks(
    of experiment: Experiment, files: FileReader
  ) throws(ExperimentErrors) -> ReadNetworks?

  /// Where the sequences of a cell come from; by default the task of the file.
  ///
  /// - Returns: `nil` where that cannot be had, which is then among the builder's errors.
  static func source(_ cell: inout CellBuilder) -> KindSpecification<any SequenceTask>?

  /// Reads what a cell's settings say of the study.
  ///
  /// - Returns: `nil` where something is wrong, which is then among the builder's errors.
  init?(_ cell: inout CellBuilder, _ task: any SequenceTask, _ network: NetworkSpecification)

  /// Finds what is wrong in the cell as a whole, once its size is known to be sound; by default nothing.
  func check(_ specification: CellSpecification, _ cell: inout CellBuilder)

  // MARK: What it asks of the engine

  /// The only precision that it is made for; `nil` where the file chooses, as by default.
  var precision: Precision? { get }
  /// Whether the network has a read-out; it has by default.
  var hasReadout: Bool { get }
  /// What open gates are charged with where gradients are found; `nil` for nothing, as by default.
  var penalty: GatePenalty? { get }
  /// What a run takes: operations, memory, addresses of noise.
  func demand(_ cell: CellSpecification) -> RunDemand

  // MARK: What it does

  /// What a run begins with that may take longer than a trial of it, in words: `the exact gradient`; `nil` for nothing, as by default.
  static var preparation: String? { get }
  /// How often a run calls ``RunContext/didAdvance``.
  var progressUnits: Int { get }
  /// The modes in which the task's metrics are scored, in the order of the file; none by default, and then there are no tables of
  /// scores.
  var scoredModes: [String] { get }
  /// The scores of a cell in a mode, in the order in which they are measured; by default the task's metrics.
  func scores(_ cell: CellSpecification, mode: String) -> [ScoreKey]
  /// What has to be said of a score in a mode, such as how many rollouts it is of; by default nothing.
  ///
  /// - Parameters:
  ///   - metric: the metric's name.
  ///   - mode: one of ``scoredModes``.
  ///   - cell: the cell.
  func notes(on metric: String, mode: String, _ cell: CellSpecification) -> [String]
  /// The tables to which a run of the cell contributes rows, in the order in which they are published.
  var runTables: [RunTable] { get }
  /// The tables that follow from the cell alone, in the order in which they are published; none by default.
  func cellTables(_ cell: CellSpecification) -> [CellTable]
  /// The tables that are worked out of all finished runs together, in the order in which they are published; none by default.
  ///
  /// - Parameter results: the finished runs, which may not be all.
  static func derivedTables(_ results: StudyResults) throws -> [DerivedTable]
  /// Rows that are kept beside the records, and counted before anything runs; none by default.
  func storedRows(_ cell: CellSpecification) -> [StoredRows]
  /// What a replicate reads that the others do not, as a part of its run's identity; `nil` for nothing, as by default.
  func source(ofReplicate replicate: Int) -> String?

  /// When the state of a run is kept on the way; `nil` for never, as by default.
  ///
  /// A study with a rule hands its state to ``RunContext/checkpoints``, and goes on from what that has.
  var checkpoints: CheckpointRule? { get }

  /// Does one run.
  ///
  /// - Returns: how it ended, and its rows.
  /// - Throws: `CancellationError` where the task is cancelled; it is looked for between two units of progress.
  func run(_ context: RunContext) throws -> RunOutcome

  /// What the files that runs publish are put in, many to a file; `nil`, the default, where each lies by itself.
  static func pack(of plan: ExperimentPlan) -> (any FilePack)?

  // MARK: What is said of it

  /// The words that end up in the column `status` of `runs.csv`, and what they mean.
  static var statuses: String { get }
  /// The first line of `sluice plan`.
  static func heading(of plan: ExperimentPlan) -> String
  /// What the runs of a cell share, in a sentence, for `datapackage.json`.
  static func account(of plan: ExperimentPlan) -> String
  /// What `sluice compare` shows; `nil` for the comparison of scores, as by default.
  ///
  /// - Parameters:
  ///   - results: the finished runs.
  ///   - statistic: what `--metric` asks for.
  /// - Throws: ``UnknownStatistic``, and what reading a run throws.
  static func report(_ results: StudyResults, statistic: String?) throws -> Report?
}

extension SweptStudy {
  /// The task of the file.
  public static func source(_ cell: inout CellBuilder) -> KindSpecification<any SequenceTask>? { cell.task() }

  /// There are none.
  public static func networks(
    of _: Experiment, files _: FileReader
  ) throws(ExperimentErrors) -> ReadNetworks? { nil }

  /// One.
  public static func runsPerReplicate(_: Experiment, _: [SweepCell]) throws(ExperimentErrors) -> Int { 1 }
  /// They are.
  public static var hasIndependentRuns: Bool { true }
  /// None.
  public static func derivedTables(_: StudyResults) throws -> [DerivedTable] { [] }

  /// Nothing is wrong.
  public func check(_: CellSpecification, _: inout CellBuilder) {}

  /// The file chooses.
  public var precision: Precision? { nil }
  /// It has one.
  public var hasReadout: Bool { true }
  /// Nothing is charged.
  public var penalty: GatePenalty? { nil }
  /// Nothing is scored.
  public var scoredModes: [String] { [] }
  /// None.
  public func cellTables(_: CellSpecification) -> [CellTable] { [] }
  /// None.
  public func storedRows(_ cell: CellSpecification) -> [StoredRows] { [] }
  /// There is none.
  public static var lengthKey: String? { nil }
  /// It begins at once.
  public static var preparation: String? { nil }
  /// Nothing is kept.
  public var checkpoints: CheckpointRule? { nil }
  /// Nothing but what its number draws.
  public func source(ofReplicate _: Int) -> String? { nil }
  /// Each lies by itself.
  public static func pack(of _: ExperimentPlan) -> (any FilePack)? { nil }
  /// A run is completed or has diverged.
  public static var statuses: String { "completed, or diverged: some loss was not finite." }
  /// The task's metrics.
  public func scores(_ cell: CellSpecification, mode: String) -> [ScoreKey] {
    cell.task.value.metrics(for: cell.forecast).map { ScoreKey($0) }
  }
  /// Nothing has to be said.
  public func notes(on metric: String, mode: String, _ cell: CellSpecification) -> [String] { [] }

  /// `NAME: 6 cells × 10 replicates = 60 runs`, or `NAME: 6 cells, each one run`.
  public static func heading(of plan: ExperimentPlan) -> String {
    let (name, counted) = (plan.experiment.name, PlanSummary.count(plan.cells.count, "cell"))
    guard repeatsRuns else { return "\(name): \(counted), each one run" }
    return "\(name): \(counted) × \(PlanSummary.count(plan.replicates, "replicate")) = "
      + PlanSummary.count(plan.runs.count, "run")
  }

  /// Whether replicates have data of their own.
  public static func account(of plan: ExperimentPlan) -> String { account(of: plan, drawsWeights: true) }

  /// Whether replicates have data and weights of their own.
  package static func account(of plan: ExperimentPlan, drawsWeights: Bool) -> String {
    guard repeatsRuns else { return "Each cell is one run." }
    let isGenerated = plan.cells.allSatisfy { $0.specification.task.value.isGenerated }
    let (weights, given) = drawsWeights ? ("weights, ", "") : ("", " They start from the same weights.")
    return
      (isGenerated
      ? "Each replicate has its own data, \(weights)order and noise."
      : "Seeds only: replicates differ in \(weights)order and noise, and share one data set.") + given
  }

  /// The comparison of scores.
  public static func report(_: StudyResults, statistic _: String?) throws -> Report? { nil }
}

/// A study of any kind, comparable to others.
struct AnySweptStudy: Sendable, Hashable {
  let value: any SweptStudy

  static func == (a: AnySweptStudy, b: AnySweptStudy) -> Bool { a.value.isEqual(to: b.value) }

  func hash(into hasher: inout Hasher) { value.hash(into: &hasher) }
}

extension SweptStudy {
  fileprivate func isEqual(to other: any SweptStudy) -> Bool { (other as? Self) == self }
}
