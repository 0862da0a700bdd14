import Catalog
import RandomStreams

/// The experiment file's keys, for each kind of experiment.
///
/// This is the one description of the format. Kinds of policies, tasks and so on come from the catalogs.
struct ExperimentFormat {
  /// The word that names this format's version.
  static let version = "sluice/experiment/v1"
  /// Paths that a sweep cannot vary, because they concern the whole experiment.
  static let unsweepable: Set<String> = [
    "schema", "name", "kind", "question", "replicates", "sweep", "compare", "gates.label",
  ]

  /// The limits, checked before memory is allocated.
  enum Limit {
    static let hidden = Bounds(1, 16_384)
    static let layers = Bounds(1, 64)
    static let replicates = Bounds(1, 1_000_000)
    static let batch = Bounds(1, 65_536)
    static let updates = Bounds(1, 1_000_000_000)
    static let samples = Bounds(2, 10_000)
    static let input = Bounds(1, 16_384)
    static let sequences = Bounds(1, 4_294_967_295)
    static let cells = 100_000
    static let runs = 100_000_000
    static let axisValues = 10_000
    static let traceSteps = 100_000
    static let bytes = 1 << 40
  }

  /// The kinds that the file can name.
  let catalogs: ExperimentCatalogs

  init(_ catalogs: ExperimentCatalogs) { self.catalogs = catalogs }

  /// The keys of an experiment of this kind.
  func root(_ kind: ExperimentKind) -> Section {
    switch kind {
    case .train: train
    case .simulate: simulate
    case .certify: certify
    case .trace: trace
    }
  }

  var head: [Field] {
    [
      Field(
        "schema", .constant(Self.version), isRequired: true, identifiesRuns: false,
        "The format and its version."),
      Field(
        "name", .name, isRequired: true, identifiesRuns: false,
        "The experiment's name; results go to results/NAME."),
      Field(
        "kind", .words(ExperimentKind.allCases.map(\.rawValue), absent: []),
        isRequired: true,
        "Whether networks are trained, simulated with noise, certified in their gradients, or one cell is traced."
      ),
      Field(
        "question", .plain(.text), identifiesRuns: false,
        "The question that the experiment answers, in a sentence."),
    ]
  }

  var seed: Field {
    Field("seed", .seed, isRequired: true, "The root of every random draw.")
  }

  var generator: Field {
    Field(
      "generator", .listed("generator", Generator.all.map(\.name), hint: "`sluice list generators`"),
      default: .text(Generator.philox.name), "The generator of the gates' noise.")
  }

  var precision: Field {
    Field(
      "precision", .words(Precision.allCases.map(\.rawValue), absent: []),
      default: .text(Precision.float32.rawValue),
      "float64 is the reference engine, which is slower.")
  }

  /// A choice among the kinds of a catalog.
  func kind<Value>(_ table: KindTable<Value>) -> Shape {
    .kind(KindFamily(table, schedules: catalogs.schedules))
  }

  /// A kind with the defaults of its parameters.
  static func settings(_ kinds: [KindDescription], _ kind: String) -> ParameterValue {
    var values: [String: ParameterValue] = ["kind": .text(kind)]
    for parameter in kinds.first(where: { $0.kind == kind })?.parameters ?? [] {
      values[parameter.name] = parameter.defaultValue
    }
    return .map(values)
  }
}
