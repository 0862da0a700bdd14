import Catalog
import SequenceTasks

/// Makes the cells of a sweep by their indices: the product of the axes, the last of them varying fastest.
struct CellMaker {
  let experiment: Experiment
  private let study: any SweptStudy.Type
  private let tasks: TaskCache
  private let numerics: String
  private let product: Product
  /// What the top-level keys that no axis reaches into say, which is the same in every cell.
  private let shared: [String: ParameterValue]

  init(experiment: Experiment, study: any SweptStudy.Type, tasks: TaskCache, numerics: String) {
    self.experiment = experiment
    self.study = study
    self.tasks = tasks
    self.numerics = numerics
    product = Product(sizes: experiment.axes.map(\.values.count))
    shared = Self.shared(experiment, product)
  }

  /// Read off the first cell; nothing where that is wrong somewhere, so that every cell says what is.
  private static func shared(_ experiment: Experiment, _ product: Product) -> [String: ParameterValue] {
    // Axes of networks that are read set keys of many sections.
    guard product.count > 1, experiment.networks == nil else { return [:] }
    var reader = ConfigReader(root: experiment.format)
    let settings = reader.read(experiment.node(product[0]))
    guard reader.errors.isEmpty else { return [:] }
    let swept = Set(experiment.axes.map { Axis.topLevelKey(of: $0.path) })
    return settings.filter { !swept.contains($0.key) }
  }

  /// The number of cells.
  var count: Int { product.count }

  /// The labels of a cell.
  func coordinates(_ index: Int) -> [Coordinate] {
    zip(experiment.axes, product[index]).map { Coordinate(path: $0.path, label: $0.values[$1].label) }
  }

  /// The file with a cell's values in their places.
  func node(_ index: Int) -> ConfigNode { experiment.node(product[index]) }

  /// The cell at an index.
  ///
  /// - Parameters:
  ///   - index: its place in the plan.
  ///   - texts: what is known of the identities of cells before.
  /// - Throws: ``ExperimentErrors`` with what is wrong with it.
  func cell(_ index: Int, _ texts: inout IdentityTexts) throws(ExperimentErrors) -> SweepCell {
    let node = node(index)
    var reader = ConfigReader(root: experiment.format)
    let settings = reader.read(node, knowing: shared)
    guard reader.errors.isEmpty else { throw ExperimentErrors(reader.errors) }
    var builder = CellBuilder(
      experiment, tasks, node, settings: settings, numerics: numerics,
      networks: experiment.networks?.cell(product[index]))
    guard let (specification, memory, identity) = builder.build(study, &texts) else {
      throw ExperimentErrors(builder.errors)
    }
    return SweepCell(
      index: index, coordinates: coordinates(index), specification: specification, memory: memory,
      identity: identity,
      id: identity.cellID)
  }
}
