import Catalog
import RandomStreams
import SequenceTasks

/// Makes the cells of a sweep by their indices: the product of the axes, the last of them varying fastest, and for each the settings that
/// are tried.
struct CellMaker {
  let experiment: Experiment
  private let study: any SweptStudy.Type
  private let tasks: TaskCache
  private let numerics: String
  private let product: Product
  /// The settings of the tuned keys; `nil` where nothing is tuned.
  private let trials: [TuningTrial]?
  /// Which replicates the runs of the cells are.
  private let series: ReplicateSeries
  /// What the top-level keys that no axis reaches into say, which is the same in every cell.
  private let shared: [String: ParameterValue]

  init(
    experiment: Experiment, study: any SweptStudy.Type, tasks: TaskCache, numerics: String,
    trials: [TuningTrial]? = nil, series: ReplicateSeries = .comparison
  ) {
    self.trials = trials
    self.series = series
    self.experiment = experiment
    self.study = study
    self.tasks = tasks
    self.numerics = numerics
    product = Product(sizes: experiment.axes.map(\.values.count))
    shared = Self.shared(experiment, product, series)
  }

  /// Read off the first cell; nothing where that is wrong somewhere, so that every cell says what is.
  private static func shared(
    _ experiment: Experiment, _ product: Product, _ series: ReplicateSeries
  ) -> [String: ParameterValue] {
    // Axes of networks that are read set keys of many sections.
    guard product.count > 1 || experiment.tuning != nil, experiment.networks == nil else { return [:] }
    var reader = ConfigReader(root: experiment.format)
    let settings = reader.read(plain(experiment.node(product[0]), series))
    guard reader.errors.isEmpty else { return [:] }
    let paths = experiment.axes.map(\.path) + (experiment.tuning?.axes.map(\.path) ?? [])
    let swept = Set(paths.map { Axis.topLevelKey(of: $0) })
    return settings.filter { !swept.contains($0.key) }
  }

  /// The number of cells.
  var count: Int { product.count * (trials?.count ?? 1) }

  /// The values of the axes of a cell, and its trial.
  private func parts(_ index: Int) -> (values: [Int], trial: TuningTrial?) {
    guard let trials else { return (product[index], nil) }
    let (cell, trial) = index.quotientAndRemainder(dividingBy: trials.count)
    return (product[cell], trials[trial])
  }

  /// The labels of a cell.
  private func coordinates(_ values: [Int]) -> [Coordinate] {
    zip(experiment.axes, values).map { Coordinate(path: $0.path, label: $0.values[$1].label) }
  }

  /// The cell in words.
  func name(_ index: Int) -> String {
    let (values, trial) = parts(index)
    return SweepCell.name(coordinates(values) + (trial?.values ?? []))
  }

  /// The file with a cell's values in their places.
  func node(_ index: Int) -> ConfigNode {
    let (values, trial) = parts(index)
    var node = experiment.node(values)
    trial?.substitute(in: &node)
    return Self.plain(node, series)
  }

  /// The file without what runs that try settings leave out: they are scored, and nothing else is written down of them.
  private static func plain(_ node: ConfigNode, _ series: ReplicateSeries) -> ConfigNode {
    guard series != .comparison else { return node }
    var node = node
    node.remove("telemetry")
    for (section, keys) in [
      ("training", ["save_weights", "keep_checkpoints"]), ("evaluation", ["predictions"]),
    ] {
      guard var inner = node[section] else { continue }
      for key in keys { inner.remove(key) }
      _ = node.set([Substring(section)], to: inner, at: inner.position)
    }
    return node
  }

  /// The cell at an index.
  ///
  /// - Parameters:
  ///   - index: its place in the plan.
  ///   - texts: what is known of the identities of cells before.
  /// - Throws: ``ExperimentErrors`` with what is wrong with it.
  func cell(_ index: Int, _ texts: inout IdentityTexts) throws(ExperimentErrors) -> SweepCell {
    let (node, (values, trial)) = (node(index), parts(index))
    var reader = ConfigReader(root: experiment.format)
    let settings = reader.read(node, knowing: shared)
    guard reader.errors.isEmpty else { throw ExperimentErrors(reader.errors) }
    var builder = CellBuilder(
      experiment, tasks, node, settings: settings, numerics: numerics,
      networks: experiment.networks?.cell(values), series: series)
    guard let (specification, memory, identity) = builder.build(study, &texts) else {
      throw ExperimentErrors(builder.errors)
    }
    return SweepCell(
      index: index, coordinates: coordinates(values), trial: trial, specification: specification,
      memory: memory, identity: identity, id: identity.cellID)
  }
}
