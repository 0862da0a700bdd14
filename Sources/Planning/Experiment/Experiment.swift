import Catalog

/// An experiment file that has been read and checked in itself: its keys, types, ranges and axes.
///
/// What depends on the data, and on how axes combine, is checked by ``ExperimentPlan`` or ``TraceSpecification``.
public struct Experiment: Sendable {
  /// The file with its bytes.
  public let file: ExperimentFile
  /// The experiment's name.
  public let name: String
  /// What is done.
  public let kind: ExperimentKind
  /// What it is to answer, if the file says so.
  public let question: String?
  /// Repetitions of every cell; 1 for traces and simulations.
  public let replicates: Int
  /// Rollouts of every sequence that share a run's weights; 1 but for simulations.
  public let rollouts: Int
  /// What varies, in the order of the file; the last axis varies fastest.
  public let axes: [Axis]
  /// What the file may name.
  public let catalogs: ExperimentCatalogs

  let root: ConfigNode
  let format: Section

  /// Reads and checks a file, with `--set` overrides applied first.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - overrides: the arguments of `--set`, each `key=value`; of two for one key the later holds.
  ///   - catalogs: what the file may name.
  /// - Throws: ``ExperimentErrors`` with everything found wrong.
  public init(
    _ file: ExperimentFile, overrides: [String] = [], catalogs: ExperimentCatalogs = ExperimentCatalogs()
  ) throws(ExperimentErrors) {
    var root = try ConfigDocument.read(file.bytes, file: file.name)
    guard root.isMapping else {
      throw ExperimentErrors(
        ExperimentError(
          root.position, "", "found \(root.found); expected a map that starts with schema, name and kind"))
    }
    for argument in overrides { try Override(argument).apply(to: &root) }
    let kind = Self.kind(of: root)
    let format = ExperimentFormat(catalogs).root(kind)
    let sweep = SweepReader(root: root, format: format)
    let (axes, values, errors) = sweep.read()
    if !errors.isEmpty { throw ExperimentErrors(errors) }
    self.file = file
    self.kind = kind
    self.root = root
    self.format = format
    self.axes = axes
    self.catalogs = catalogs
    name = Settings(values).text("name")
    question = Settings(values).optionalText("question")
    let repetitions = Settings(values).optionalInteger("replicates") ?? 1
    // The rollouts of a simulation share their weights: together they are one run.
    (replicates, rollouts) = kind == .simulate ? (1, repetitions) : (repetitions, 1)
  }

  /// The tree with one value of each axis in its place.
  func node(_ indices: [Int]) -> ConfigNode {
    SweepReader.substitute(zip(axes, indices).map { ($0.path, $0.values[$1].node) }, in: root, format)
  }

  private static func kind(of root: ConfigNode) -> ExperimentKind {
    if case .scalar(let text, _)? = root["kind"]?.content {
      ExperimentKind(rawValue: text) ?? .train
    } else {
      .train
    }
  }
}
