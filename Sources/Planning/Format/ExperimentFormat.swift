public import Catalog
import RandomStreams

/// The experiment file's keys, for each kind of experiment.
///
/// This is the one description of the format. Kinds of policies, tasks and so on come from the catalogs.
public struct ExperimentFormat: Sendable {
  /// The word that names this format's version.
  static let version = "sluice/experiment/v1"
  /// Paths that a sweep cannot vary, because they concern the whole experiment.
  static let unsweepable: Set<String> = [
    "schema", "name", "kind", "question", "replicates", "sweep", "compare", "calibration", "gates.label",
    "training.weights",
    ReadNetworks.key,
  ]

  /// The limits, checked before memory is allocated.
  package enum Limit {
    package static let hidden = Bounds(1, 16_384)
    package static let embedding = Bounds(1, 16_384)
    package static let layers = Bounds(1, 64)
    package static let replicates = Bounds(1, 1_000_000)
    package static let batch = Bounds(1, 65_536)
    package static let updates = Bounds(1, 1_000_000_000)
    package static let samples = Bounds(2, 10_000)
    package static let input = Bounds(1, 16_384)
    package static let sequences = Bounds(1, 4_294_967_295)
    package static let cells = 100_000
    package static let runs = 100_000_000
    package static let axisValues = 10_000
    package static let traceSteps = 100_000
    package static let bytes = 1 << 40
  }

  /// The kinds that the file can name.
  public let catalogs: ExperimentCatalogs

  init(_ catalogs: ExperimentCatalogs) { self.catalogs = catalogs }

  /// The keys of an experiment of this kind.
  func root(_ study: any Study.Type) -> Section {
    let section = study.section(self)
    return Section(section.summary, head + section.fields)
  }

  /// The keys that every experiment has.
  public var head: [Field] {
    [
      Field(
        "schema", .constant(Self.version), isRequired: true, identifiesRuns: false,
        "The format and its version."),
      Field(
        "name", .name, isRequired: true, identifiesRuns: false,
        "The experiment's name; results go to results/NAME."),
      Field(
        "kind", .words(catalogs.studies.kinds),
        isRequired: true,
        "What is done (`sluice list kinds`)."
      ),
      Field(
        "question", .plain(.text), identifiesRuns: false,
        "The question that the experiment answers, in a sentence."),
    ]
  }

  /// The root of every draw.
  public var seed: Field {
    Field("seed", .seed, isRequired: true, "The root of every random draw.")
  }

  /// The generator of the gates' noise.
  public var generator: Field {
    Field(
      "generator", .listed("generator", Generator.all.map(\.name), hint: "`sluice list generators`"),
      default: .text(Generator.philox.name), "The generator of the gates' noise.")
  }

  /// Which engine computes.
  public var precision: Field {
    Field(
      "precision", .words(Precision.allCases.map(\.rawValue)), default: .text(Precision.float32.rawValue),
      "float64 is the reference engine, which is slower.")
  }

  /// Runs of every cell.
  public var replicates: Field {
    Field(
      "replicates", .plain(.integer(Limit.replicates)), default: .number(1), identifiesRuns: false,
      "Repetitions of every cell, each with its own weights, order and noise.")
  }

  /// The keys that every cell of a sweep has: what a ``CellBuilder`` reads before a study does.
  public var cell: [Field] {
    [
      seed, generator, precision,
      Field(
        "task", kind(catalogs.tasks), isRequired: true, "Where the sequences and their targets come from."),
      Field("network", .section(network), isRequired: true, "The network."), gates, noise, stateNoise,
    ]
  }

  /// The axes of a sweep.
  public var sweep: Field {
    Field(
      "sweep", .axes, identifiesRuns: false,
      "The axes: for each a dotted path and its list of values; axes are crossed.")
  }

  /// A choice among the kinds of a catalog.
  public func kind<Value>(_ table: KindTable<Value>) -> Shape {
    .kind(table.erased, catalogs.schedules)
  }

  /// A kind with the defaults of its parameters.
  public static func settings(_ kinds: [KindDescription], _ kind: String) -> ParameterValue {
    var values: [String: ParameterValue] = ["kind": .text(kind)]
    for parameter in kinds.first(where: { $0.kind == kind })?.parameters ?? [] {
      values[parameter.name] = parameter.defaultValue
    }
    return .map(values)
  }
}
