import Catalog

/// An experiment file that has been read and checked in itself: its keys, types, ranges and axes.
///
/// What depends on the data, and on how axes combine, is checked by ``ExperimentPlan``, or by a study without a plan.
public struct Experiment: Sendable {
  /// The file with its bytes.
  public let file: ExperimentFile
  /// The experiment's name.
  public let name: String
  /// What is done.
  public let study: any Study.Type
  /// What it is to answer, if the file says so.
  public let question: String?
  /// What the file says of `replicates`; 1 where it says nothing. Of networks that are read it is their number of replicates.
  public private(set) var repetitions: Int
  /// The networks that are read in place of making them, once the plan has found them.
  public private(set) var networks: ReadNetworks?
  /// What varies, in the order of the file and behind the axes of networks that are read; the last axis varies fastest.
  public private(set) var axes: [Axis]
  /// What the file may name.
  public let catalogs: ExperimentCatalogs

  package let root: ConfigNode
  package let format: Section

  /// Reads and checks a file, with `--set` overrides applied first.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - overrides: the arguments of `--set`, each `key=value`; of two for one key the later holds.
  ///   - catalogs: what the file may name.
  /// - Throws: ``ExperimentErrors`` with everything found wrong.
  public init(
    _ file: ExperimentFile, overrides: [String] = [], catalogs: ExperimentCatalogs
  ) throws(ExperimentErrors) {
    var root = try ConfigDocument.read(file.bytes, file: file.name)
    guard root.isMapping else {
      throw ExperimentErrors(
        ExperimentError(
          root.position, "", "found \(root.found); expected a map that starts with schema, name and kind"))
    }
    for argument in overrides { try Override(argument).apply(to: &root) }
    let study = Self.study(of: root, among: catalogs.studies)
    let format = ExperimentFormat(catalogs).root(study)
    let sweep = SweepReader(root: root, format: format)
    let (axes, values, errors) = sweep.read()
    if !errors.isEmpty { throw ExperimentErrors(errors) }
    self.file = file
    self.study = study
    self.root = root
    self.format = format
    self.axes = axes
    self.catalogs = catalogs
    name = Settings(values).text("name")
    question = Settings(values).optionalText("question")
    repetitions = Settings(values).optionalInteger("replicates") ?? 1
  }

  /// The word after `kind:`.
  public var kind: String { study.kind }

  /// Repetitions of every cell, each of which is a run unless the study makes several of it.
  public var replicates: Int { (study as? any SweptStudy.Type)?.repeatsRuns == true ? repetitions : 1 }

  /// The tree with one value of each axis in its place.
  func node(_ indices: [Int]) -> ConfigNode {
    var root = root
    let count = networks?.axes.count ?? 0
    for (key, value) in (networks?.cell(indices).network ?? [:]).sorted(by: { $0.key < $1.key }) {
      _ = root.set(["network"] + key.split(separator: "."), to: networkNode(value), at: networksPosition)
    }
    for (axis, index) in zip(axes, indices).dropFirst(count) {
      axis.substitute(axis.values[index], in: &root)
    }
    return root
  }

  /// The same experiment on networks that have been found.
  func reading(_ networks: ReadNetworks) -> Experiment {
    var result = self
    result.networks = networks
    result.repetitions = networks.replicates
    result.axes =
      networks.axes.map { axis in
        Axis(
          path: "\(ReadNetworks.key).\(axis.path)",
          values: axis.labels.map { AxisValue(label: $0, node: networkNode($0)) }, position: networksPosition,
          shape: .axisValue)
      } + axes
    return result
  }

  private var networksPosition: SourcePosition { root[ReadNetworks.key]?.position ?? root.position }

  /// What a network's own words say, as if the file did.
  private func networkNode(_ text: String) -> ConfigNode {
    ConfigNode(.scalar(text, isPlain: true), at: networksPosition)
  }

  /// The study that a file names; the first serves every other word, which is then among the errors.
  private static func study(of root: ConfigNode, among studies: StudyCatalog) -> any Study.Type {
    if case .scalar(let text, _)? = root["kind"]?.content, let study = studies[text] { return study }
    return studies.studies[0]
  }
}
