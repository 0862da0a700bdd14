public import SequenceTasks

/// Every cell and run of an experiment, by index, made when asked for.
///
/// The plan is the product of the axes in the order of the file, the last axis varying fastest, and of the
/// replicates, which vary faster still. All cells are checked when the plan is made, so that no run fails for
/// its settings; none of them is kept.
public struct ExperimentPlan: Sendable {
  /// What the plan was made from.
  public let experiment: Experiment
  /// What is done with every cell.
  public let study: any SweptStudy.Type
  /// The cells in order.
  public let cells: Cells
  /// The axis and baseline that are compared, if the file says so.
  public let comparison: Comparison?
  /// The version of the numerics that ids are made for.
  public let numerics: String

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
    self.experiment = experiment
    self.study = study
    self.tasks = tasks
    self.numerics = numerics
    cells = Cells(experiment: experiment, study: study, tasks: tasks, numerics: numerics)
    comparison = try ComparisonReader(experiment: experiment).read()
    try PlanChecker(experiment: experiment, cells: cells).check()
  }

  /// Repetitions of every cell.
  public var replicates: Int { experiment.replicates }
  /// The runs in order.
  public var runs: Runs { Runs(cells: cells, replicates: replicates) }
  /// The data files that were read, sorted by path.
  public var dataFiles: [DataFile] { tasks.files.all }
}

extension ExperimentPlan {
  /// The cells of a plan: a collection that makes each cell when it is asked for.
  public struct Cells: Sendable, RandomAccessCollection {
    let experiment: Experiment
    let study: any SweptStudy.Type
    let tasks: TaskCache
    let numerics: String

    private var product: Product { Product(sizes: experiment.axes.map(\.values.count)) }

    /// 0.
    public var startIndex: Int { 0 }
    /// The number of cells.
    public var endIndex: Int { product.count }

    /// The cell at an index.
    public subscript(index: Int) -> SweepCell {
      switch resolve(index) {
      case .success(let cell): return cell
      case .failure(let errors): preconditionFailure("all cells have been checked: \(errors)")
      }
    }

    /// The labels of a cell.
    func coordinates(_ index: Int) -> [Coordinate] {
      zip(experiment.axes, product[index]).map { Coordinate(path: $0.path, label: $0.values[$1].label) }
    }

    /// The cell at an index, or what is wrong with it.
    func resolve(_ index: Int) -> Result<SweepCell, ExperimentErrors> {
      let node = experiment.node(product[index])
      var reader = ConfigReader(root: experiment.format)
      let settings = reader.read(node)
      guard reader.errors.isEmpty else { return .failure(ExperimentErrors(reader.errors)) }
      var builder = CellBuilder(
        experiment, tasks, node, settings: settings, numerics: numerics)
      guard let (specification, identity) = builder.build(study) else {
        return .failure(ExperimentErrors(builder.errors))
      }
      return .success(
        SweepCell(
          index: index, coordinates: coordinates(index), specification: specification, identity: identity,
          id: identity.cellID))
    }
  }

  /// The runs of a plan: for every cell its replicates, in order.
  ///
  /// Going through them in order makes each cell once.
  public struct Runs: Sendable, RandomAccessCollection {
    let cells: Cells
    let replicates: Int

    /// 0.
    public var startIndex: Int { 0 }
    /// The number of runs.
    public var endIndex: Int { cells.count * replicates }

    /// The run at an index: replicate `index mod replicates` of cell `index div replicates`.
    public subscript(index: Int) -> RunSpecification {
      cells[index / replicates].run(replicate: index % replicates)
    }

    /// The runs in order, each cell made once.
    public func makeIterator() -> AnyIterator<RunSpecification> {
      var (index, cell) = (0, SweepCell?.none)
      return AnyIterator {
        guard index < endIndex else { return nil }
        if index % replicates == 0 { cell = cells[index / replicates] }
        defer { index += 1 }
        return cell?.run(replicate: index % replicates)
      }
    }
  }
}
