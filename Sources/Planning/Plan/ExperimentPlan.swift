import Catalog
public import DataReading
import SequenceTasks
import Sequences

/// Every cell and run of an experiment.
///
/// The plan is the product of the axes in the order of the file, the last axis varying fastest, and of the
/// runs of a cell, as a rule its replicates, which vary faster still. All cells are checked when the plan is made, so that no run fails for
/// its settings, and kept, so that a command makes each of them once.
public struct ExperimentPlan: Sendable {
  /// What the plan was made from.
  public let experiment: Experiment
  /// What is done with every cell.
  public let study: any SweptStudy.Type
  /// The cells in order.
  public let cells: [SweepCell]
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
    let maker = CellMaker(experiment: experiment, study: study, tasks: tasks, numerics: numerics)
    cells = try PlanChecker(experiment: experiment, maker: maker).check()
    replicates = experiment.replicates * (try study.runsPerReplicate(experiment, cells))
  }

  /// The runs in order.
  public var runs: Runs { Runs(cells: cells, replicates: replicates) }
  /// What must be known wherever scores are shown, each sentence once.
  public var caveats: [String] {
    var caveats: [String] = []
    for caveat in distinctTasks.flatMap(\.caveats) where !caveats.contains(caveat) {
      caveats.append(caveat)
    }
    return caveats
  }
  /// The tasks of the cells, each once: most cells share one.
  var distinctTasks: [any SequenceTask] {
    var seen: Set<Parameters> = []
    return cells.compactMap { cell in
      let task = cell.specification.task
      return seen.insert(task.parameters).inserted ? task.value : nil
    }
  }
  /// The data files that were read, sorted by path.
  public var dataFiles: [DataFile] { tasks.files.all }
}

extension ExperimentPlan {
  /// The runs of a plan: for every cell its replicates, in order.
  public struct Runs: Sendable, RandomAccessCollection {
    let cells: [SweepCell]
    let replicates: Int

    /// 0.
    public var startIndex: Int { 0 }
    /// The number of runs.
    public var endIndex: Int { cells.count * replicates }

    /// The run at an index: replicate `index mod replicates` of cell `index div replicates`.
    public subscript(index: Int) -> RunSpecification {
      cells[index / replicates].run(replicate: index % replicates)
    }
  }
}
