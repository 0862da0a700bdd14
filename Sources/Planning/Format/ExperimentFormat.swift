import Catalog
import Gating
import RandomStreams
import Recurrence
import SequenceTasks

/// The experiment file's keys, for each kind of experiment.
///
/// This is the one description of the format. Kinds of policies, tasks and so on come from the catalogs.
struct ExperimentFormat {
  /// The word that names this format's version.
  static let version = "sluice/experiment/v1"
  /// Paths that a sweep cannot vary, because they are about the whole experiment.
  static let unsweepable: Set<String> = [
    "schema", "name", "kind", "question", "replicates", "sweep", "compare", "gates.label",
  ]

  /// The limits, which give errors before memory is asked for.
  enum Limit {
    static let hidden = Bounds(1, 16_384)
    static let layers = Bounds(1, 64)
    static let replicates = Bounds(1, 1_000_000)
    static let batch = Bounds(1, 65_536)
    static let updates = Bounds(1, 1_000_000_000)
    static let samples = Bounds(2, 10_000)
    static let input = Bounds(1, 16_384)
    static let cells = 100_000
    static let runs = 100_000_000
    static let axisValues = 10_000
    static let traceSteps = 100_000
    static let bytes = 1 << 40
  }

  private let catalogs: ExperimentCatalogs

  init(_ catalogs: ExperimentCatalogs) { self.catalogs = catalogs }

  /// The keys of an experiment of this kind.
  func root(_ kind: ExperimentKind) -> Section {
    switch kind {
    case .train: train
    case .trace: trace
    }
  }

  // MARK: Whole files

  private var train: Section {
    Section(
      "An experiment that trains networks.",
      head + [
        seed, generator,
        Field(
          "replicates", .plain(.integer(Limit.replicates)), default: .number(1), identifiesRuns: false,
          "Repetitions of every cell, each with its own weights, order and noise."),
        precision,
        Field(
          "task", .kind(KindFamily("task", catalogs.tasks.table.descriptions)), isRequired: true,
          "What is learned."),
        Field("network", .section(network), isRequired: true, "The network."),
        gates, noise, stateNoise,
        Field("training", .section(training), isRequired: true, "How the network learns."),
        Field("evaluation", .section(evaluation), "What is measured, and when."),
        Field("telemetry", .section(telemetry), "What is recorded about the gates."),
        Field(
          "sweep", .axes, identifiesRuns: false,
          "What varies: a dotted path and its list of values for each axis; axes are crossed."),
        Field(
          "compare", .section(comparison), identifiesRuns: false,
          "Which axis is compared, with what, by which metric."),
      ])
  }

  private var trace: Section {
    Section(
      "A cell computed once from explicit numbers.",
      head + [
        Field("seed", .seed, default: .text("0"), "The root of every random draw."),
        generator,
        Field(
          "precision", .words(Precision.allCases.map(\.rawValue), absent: []),
          default: .text(Precision.float64.rawValue),
          "Float64 is the reference engine."),
        Field("network", .section(traceNetwork), isRequired: true, "The cell and its weights."),
        gates, noise,
        Field(
          "training", .section(Section("How gates without a derivative get one.", [gradient])),
          "The backward rule."),
        Field("initial", .section(initial), "The state before the first step; zeros where it is left out."),
        Field("inputs", .matrix, isRequired: true, "The inputs, one row for each time step."),
      ])
  }

  private var head: [Field] {
    [
      Field(
        "schema", .constant(Self.version), isRequired: true, identifiesRuns: false,
        "The format and its version."),
      Field(
        "name", .name, isRequired: true, identifiesRuns: false,
        "The experiment's name; results go to results/NAME."),
      Field(
        "kind", .words(ExperimentKind.allCases.map(\.rawValue), absent: ["simulate", "certify"]),
        isRequired: true,
        "What is done: train networks, or trace one cell."),
      Field(
        "question", .plain(.text), identifiesRuns: false, "What the experiment is to answer, in a sentence."),
    ]
  }

  private var seed: Field {
    Field("seed", .seed, isRequired: true, "The root of every random draw.")
  }

  private var generator: Field {
    Field(
      "generator", .listed("generator", Generator.all.map(\.name), hint: "`sluice list generators`"),
      default: .text(Generator.philox.name), "The generator of the gates' noise.")
  }

  private var precision: Field {
    Field(
      "precision", .words(Precision.allCases.map(\.rawValue), absent: []),
      default: .text(Precision.float32.rawValue),
      "Float64 is the reference engine: slow and obviously right.")
  }

  // MARK: Network and gates

  /// The order of columns matters to weights that are given, and to nothing that is trained.
  private func conventions(areWeightsGiven: Bool) -> [Field] {
    [
      Field(
        "concatenation", .words(Concatenation.allCases.map(\.rawValue), absent: []),
        default: .text(Concatenation.inputThenHidden.rawValue), identifiesRuns: areWeightsGiven,
        "The order of input and hidden state in explicit matrices, W·[x, h] or W·[h, x]; training does not depend on it."
      ),
      Field(
        "forget_convention", .words(ForgetConvention.allCases.map(\.rawValue), absent: []),
        default: .text(ForgetConvention.keep.rawValue), "What an open forget gate does to the cell."),
    ]
  }

  private var network: Section {
    let chrono = Section(
      "A bias drawn for the time scales of the task (Tallec and Ollivier 2018).",
      [
        Field(
          "chrono", .plain(.integer(Bounds(2, 1e9))), isRequired: true,
          "The longest dependency T in steps: forget bias ln U([1, T − 1]), input bias its negative.")
      ])
    return Section(
      "The network.",
      [
        Field("hidden", .plain(.integer(Limit.hidden)), isRequired: true, "Units of each layer."),
        Field("layers", .plain(.integer(Limit.layers)), default: .number(1), "Stacked layers."),
        Field(
          "variant", .words(LSTMVariant.allCases.map(\.rawValue), absent: Self.laterVariants),
          default: .text(LSTMVariant.vanilla.rawValue), "Which LSTM."),
        Field(
          "forget_bias", .numberOr(Bounds(-1e6, 1e6), chrono), default: .number(1),
          "The forget gate's bias at the start, as retention: under `forget_convention: erase` its sign is turned."
        ),
        Field(
          "initializer", .kind(KindFamily("initializer", catalogs.initializers.table.descriptions)),
          default: Self.settings(catalogs.initializers.table.descriptions, "uniform"),
          "How weights are drawn."),
        Field(
          "readout",
          .section(
            Section(
              "The read-out y = activation(W·h + b).",
              [
                Field(
                  "activation", .words(ReadoutActivation.allCases.map(\.rawValue), absent: []),
                  "The activation; by default the one that fits the task.")
              ])), "The read-out."),
      ] + conventions(areWeightsGiven: false))
  }

  private static let laterVariants = ["nig", "nfg", "nog", "niaf", "noaf", "cifg", "fgr"]

  private var policy: Shape { .kind(KindFamily("gate policy", catalogs.policies.table.descriptions)) }

  private var gates: Field {
    Field(
      "gates",
      .section(
        Section(
          "The gate policies.", isMergedBySweeps: false,
          [
            Field("all", policy, "The policy of every gate that is not named."),
            Field("input", policy, "The policy of the input gate."),
            Field("forget", policy, "The policy of the forget gate."),
            Field("output", policy, "The policy of the output gate."),
            Field("label", .plain(.text), identifiesRuns: false, "What tables call this choice of gates."),
          ])), "The gate policies; `sigmoid` everywhere by default.")
  }

  private var noise: Field {
    Field(
      "noise",
      .section(
        Section(
          "Which gates share a draw.",
          [
            Field(
              "sharing", .words(NoiseSharing.allCases.map(\.rawValue), absent: []),
              default: .text(NoiseSharing.perStep.rawValue), "Whether each time step has its own draws."),
            Field(
              "scope", .words(NoiseScope.allCases.map(\.rawValue), absent: []),
              default: .text(NoiseScope.unit.rawValue), "Whether each unit has its own draws."),
          ])), "Which gates share a draw.")
  }

  private var stateNoise: Field {
    let none = KindDescription("none", summary: "No noise on the states.")
    return Field(
      "state_noise", .kind(KindFamily("state noise", [none])), default: .map(["kind": .text("none")]),
      "Noise on cell and hidden state.")
  }

  // MARK: Training and measuring

  private var gradient: Field {
    Field(
      "gradient", .kind(KindFamily("gradient rule", catalogs.gradients.table.descriptions)),
      default: .map(["kind": .text("auto")]), "The backward rule of gates that have no derivative.")
  }

  private var training: Section {
    Section(
      "How the network learns.",
      [
        gradient,
        Field(
          "optimizer", .kind(KindFamily("optimizer", catalogs.optimizers.table.descriptions)),
          default: Self.settings(catalogs.optimizers.table.descriptions, "adam"),
          "The optimizer."),
        Field(
          "loss", .words(LossKind.allCases.map(\.rawValue), absent: []),
          "What is minimized; by default what fits the task."),
        Field("batch", .plain(.integer(Limit.batch)), default: .number(32), "Sequences in an update."),
        Field("updates", .plain(.integer(Limit.updates)), isRequired: true, "Updates of the parameters."),
        Field(
          "clip_norm", .plain(.number(.positive)),
          "The largest norm of the whole gradient; without it nothing is clipped."),
        Field(
          "updates_per_epoch", .plain(.integer(Limit.updates)),
          "What counts as an epoch of a generated task, 100 by default; file data have epochs of their own."),
      ])
  }

  private var evaluation: Section {
    Section(
      "What is measured, and when.",
      [
        Field(
          "every", .plain(.integer(Limit.updates)), default: .number(100),
          "Updates from one measurement to the next."),
        Field(
          "modes", .distinctWords(EvaluationMode.allCases.map(\.rawValue)),
          default: .list([.text(EvaluationMode.native.rawValue)]), "How gates are read."),
        Field("samples", .plain(.integer(Limit.samples)), "Rollouts of the mode `sample`, 16 by default."),
        Field(
          "select", .plain(.text),
          "The split.mode.metric whose best update gives the final scores; without it the last update does."),
      ])
  }

  private var telemetry: Section {
    Section(
      "What is recorded about the gates.",
      [Field("gates", .plain(.flag), default: .flag(false), "Whether gates.csv is written.")])
  }

  private var comparison: Section {
    Section(
      "Which axis is compared.",
      [
        Field("axis", .plain(.text), isRequired: true, "The axis."),
        Field("baseline", .axisValue, isRequired: true, "The value that the others are compared with."),
        Field("metric", .plain(.text), isRequired: true, "The split.mode.metric that is compared."),
      ])
  }

  // MARK: Traces

  private var traceNetwork: Section {
    let affine = [
      Field(
        "w", .matrix, isRequired: true,
        "The weights, row by row: W·[x, h] or W·[h, x], as `concatenation` says."),
      Field("b", .plain(.numbers(.finite, count: nil)), isRequired: true, "The bias."),
    ]
    func block(_ name: String, _ summary: String) -> Field {
      Field(name, .section(Section(summary, affine)), isRequired: true, summary)
    }
    let weights = Section(
      "The weights of the gates and of the candidate.",
      [
        block("input", "The input gate."), block("forget", "The forget gate."),
        block("candidate", "The candidate."),
        block("output", "The output gate."),
      ])
    let readout = Section(
      "The output y = activation(W·h + b).",
      affine + [
        Field(
          "activation", .words(ReadoutActivation.allCases.map(\.rawValue), absent: []),
          default: .text(ReadoutActivation.linear.rawValue), "The activation.")
      ])
    return Section(
      "The cell and its weights.",
      [
        Field("input", .plain(.integer(Limit.input)), isRequired: true, "Width m of the input."),
        Field(
          "hidden", .plain(.integer(Limit.hidden)), isRequired: true, "Width n of cell and hidden state."),
      ] + conventions(areWeightsGiven: true) + [
        Field("weights", .section(weights), isRequired: true, "The weights."),
        Field("readout", .section(readout), "An output that is shown to the world."),
      ])
  }

  private var initial: Section {
    Section(
      "The state before the first step.",
      [
        Field("hidden", .plain(.numbers(.finite, count: nil)), "h before the first step."),
        Field("cell", .plain(.numbers(.finite, count: nil)), "c before the first step."),
      ])
  }

  /// A kind with the defaults of its parameters.
  private static func settings(_ kinds: [KindDescription], _ kind: String) -> ParameterValue {
    var values: [String: ParameterValue] = ["kind": .text(kind)]
    for parameter in kinds.first(where: { $0.kind == kind })?.parameters ?? [] {
      values[parameter.name] = parameter.defaultValue
    }
    return .map(values)
  }
}
