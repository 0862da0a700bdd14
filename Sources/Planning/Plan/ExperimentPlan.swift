import Catalog
public import DataReading
import SequenceTasks
import Sequences

/// Every cell and run of an experiment.
///
/// The plan is the product of the axes in the order of the file, the last axis varying fastest, and of the
/// runs of a cell, as a rule its replicates, which vary faster still. All cells are checked when the plan is made, so that no run fails for
/// its settings, and kept, so that a command makes each of them once.
///
/// With `tune` there are runs before these, which try settings. Until they are finished the plan has no cells of its own: which they are
/// follows from the scores of those runs. All that they can come to be are checked as well.
public struct ExperimentPlan: Sendable {
  /// What the plan was made from.
  public let experiment: Experiment
  /// What is done with every cell.
  public let study: any SweptStudy.Type
  /// The cells in order; none where their settings are not chosen yet.
  public let cells: [SweepCell]
  /// What tries settings before; `nil` where nothing is tuned.
  public let tuning: TuningStage?
  /// The axis and baseline that are compared, if the file says so.
  public let comparison: Comparison?
  /// The version of the numerics that ids are made for.
  public let numerics: String
  /// Runs of every cell.
  public let replicates: Int

  private let tasks: TaskCache

  /// Reads the data, resolves and checks every cell.
  ///
  /// - Parameters:
  ///   - experiment: an experiment of a kind that is swept.
  ///   - files: reads data files, by paths relative to the experiment file.
  ///   - numerics: the version of the numerics that ids are made for; another than the current one finds what an earlier
  ///     version of Sluice left.
  /// - Throws: ``ExperimentErrors``; where a combination of axes is at fault, the message names the cell.
  public init(
    _ experiment: Experiment, files: FileReader, numerics: String = NumericsVersion.current
  ) throws(ExperimentErrors) {
    guard let study = experiment.study as? any SweptStudy.Type else {
      throw ExperimentErrors(
        ExperimentError(
          experiment.root["kind"]?.position, "kind",
          "is \(experiment.kind); `sluice \(experiment.kind)` takes such files, a plan needs kind \(experiment.catalogs.studies.swept)"
        ))
    }
    let tasks = TaskCache(files)
    let networks = try study.networks(of: experiment, files: tasks.files.reader)
    let experiment = networks.map(experiment.reading) ?? experiment
    self.experiment = experiment
    self.study = study
    self.tasks = tasks
    self.numerics = numerics
    comparison = try ComparisonReader(experiment: experiment).read()
    guard let tuning = experiment.tuning else {
      self.tuning = nil
      let maker = CellMaker(experiment: experiment, study: study, tasks: tasks, numerics: numerics)
      let cells = try PlanChecker(
        experiment: experiment, maker: maker, replicates: experiment.replicates
      ).check()
      self.cells = cells
      replicates = experiment.replicates * (try study.runsPerReplicate(experiment, cells))
      return
    }
    cells = []
    replicates = experiment.replicates
    self.tuning = try TuningMaker(
      settings: tuning, experiment: experiment, study: study, tasks: tasks, numerics: numerics
    ).stage()
  }

  /// Another plan's with these cells.
  init(_ plan: ExperimentPlan, cells: [SweepCell]) {
    experiment = plan.experiment
    study = plan.study
    comparison = plan.comparison
    numerics = plan.numerics
    tasks = plan.tasks
    tuning = plan.tuning
    replicates = plan.replicates
    self.cells = cells
  }

  /// The runs in order; where settings are tried before, those runs come first.
  public var runs: Runs {
    Runs(
      trials: tuning?.cells ?? [], trialReplicates: tuning?.replicates ?? 1, cells: cells,
      replicates: replicates)
  }
  /// What must be known wherever scores are shown, each sentence once.
  public var caveats: [String] {
    var caveats = experiment.tuning.map { [$0.caveat] } ?? []
    for caveat in distinctTasks.flatMap(\.caveats) where !caveats.contains(caveat) {
      caveats.append(caveat)
    }
    return caveats
  }
  /// The tasks of the cells, each once: most cells share one.
  var distinctTasks: [any SequenceTask] {
    var seen: Set<Parameters> = []
    return stageCells.compactMap { cell in
      let task = cell.specification.task
      return seen.insert(task.parameters).inserted ? task.value : nil
    }
  }
  /// The data files that were read, sorted by path.
  public var dataFiles: [DataFile] { tasks.files.all }
}

extension ExperimentPlan {
  /// The runs of a plan: for every cell its replicates, in order, those of cells that try settings before the others.
  public struct Runs: Sendable, RandomAccessCollection {
    let trials: [SweepCell]
    let trialReplicates: Int
    let cells: [SweepCell]
    let replicates: Int

    /// 0.
    public var startIndex: Int { 0 }
    /// The number of runs.
    public var endIndex: Int { first + cells.count * replicates }
    /// Where the comparison's begin.
    private var first: Int { trials.count * trialReplicates }

    /// The run at an index: among its kind replicate `index mod replicates` of cell `index div replicates`.
    public subscript(index: Int) -> RunSpecification {
      if index < first { return trials[index / trialReplicates].run(replicate: index % trialReplicates) }
      let index = index - first
      return cells[index / replicates].run(replicate: index % replicates)
    }
  }
}
