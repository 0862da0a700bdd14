import Foundation
import Sluice
import Testing

/// The values of a tiny training for every entry of every catalog, held against digests kept under the version of the numerics.
///
/// The shipped experiments are held in `ExperimentTests`.
@Suite struct GoldenValueTests {
  /// An entry and what the file says to use it.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let overrides: [String]
    var testDescription: String { name }

    /// The plan of the tiny training with this entry.
    func plan(_ more: [String] = []) throws -> ExperimentPlan {
      let experiment = try Sluice.Experiment(
        ExperimentFile(name: "golden.yaml", bytes: Array(GoldenValueTests.text.utf8)),
        overrides: overrides + more)
      return try ExperimentPlan(
        experiment,
        files: FileReader { path in
          switch path {
          case "walks.csv": GoldenValueTests.walks
          case "text.txt": GoldenValueTests.line
          default: GoldenValueTests.series
          }
        })
    }
  }

  private static let text = """
    schema: sluice/experiment/v1
    name: golden
    kind: train
    seed: 7
    task: {kind: adding, variant: skip, steps: 10, validation_size: 5, test_size: 3}
    network: {hidden: 3}
    gates: {all: {kind: bernoulli}}
    training: {updates: 3, batch: 4}
    evaluation: {every: 2, modes: [native, mean, sigmoid, sample, hard, compressed], samples: 2}
    telemetry: {gates: true, gradient_samples: 2}

    """

  static let cases: [Case] = {
    let catalogs = ExperimentCatalogs()
    func kinds<Value>(_ name: String, _ table: KindTable<Value>, _ key: String) -> [Case] {
      table.descriptions.map { kind in
        let required = kind.parameters.filter { $0.defaultValue == nil && !$0.isOptional }
        precondition(required.isEmpty, "\(kind.kind) needs \(required.map(\.name))")
        return Case(name: "\(name) \(kind.kind)", overrides: ["\(key)={kind: \(kind.kind)}"])
      }
    }
    // A rule for one draw alone: the output gate of a network of one unit, for one step.
    let oneDraw = [
      "task={kind: one_gate}", "network.hidden=1", "gates={all: {kind: sigmoid}, output: {kind: bernoulli}}",
      "training.batch=1", "evaluation={every: 2, modes: [native, sample], samples: 2}",
    ]
    return kinds("gate policy", catalogs.policies, "gates.all")
      + kinds("gradient rule", catalogs.gradients, "training.gradient").map {
        $0.name.hasSuffix(" muprop") ? Case(name: $0.name, overrides: $0.overrides + oneDraw) : $0
      }
      + kinds("optimizer", catalogs.optimizers, "training.optimizer")
      + kinds("initializer", catalogs.initializers, "network.initializer")
      + kinds("cell", catalogs.cells, "network.cell").map {
        // A plain network has no gates that a policy could be of.
        $0.name == "cell rnn" ? Case(name: $0.name, overrides: $0.overrides + ["gates={}"]) : $0
      }
      + kinds("skip rule", catalogs.skips, "network.skip")
      + kinds("state noise", catalogs.stateNoises, "state_noise")
      + [
        "linear, from: 2, to: 0.5, updates: 3", "exponential, from: 2, to: 0.5, updates: 3",
        "slope_annealed, rate: 0.5", "growing_slope, rate: 0.5", "cosine, from: 2, to: 0.5, updates: 3",
        "step, from: 2, to: 0.1, factor: 0.5, every: 1",
        "warmup, from: 1, peak: 2, to: 0.5, warmup: 1, updates: 3",
      ].map {
        Case(
          name: "schedule \($0.prefix { $0 != "," })",
          overrides: [
            "gates.all={kind: bernoulli, probability_temperature: {schedule: \($0)}}",
            "training.updates_per_epoch=1",
          ])
      }
      + LSTMVariant.allCases.map {
        Case(name: "variant \($0.rawValue)", overrides: ["network.variant=\($0.rawValue)"])
      }
      + [
        Case(name: "peepholes", overrides: ["network.peepholes=true"]),
        Case(name: "chrono bias", overrides: ["network.forget_bias={chrono: 8}"]),
        Case(name: "erasing forget gate", overrides: ["network.forget_convention=erase"]),
        Case(name: "two layers", overrides: ["network.layers=2"]),
        Case(name: "double precision", overrides: ["precision=float64"]),
        Case(name: "shared noise", overrides: ["noise={sharing: per_sequence, scope: layer}"]),
        Case(name: "generator mt19937", overrides: ["generator=mt19937"]),
        Case(
          name: "gate penalty", overrides: ["gates.all={kind: hard_concrete}", "training.gate_penalty=0.1"]),
        Case(name: "task one_gate", overrides: ["task={kind: one_gate}", "training.batch=1"]),
        Case(
          name: "task forecast",
          overrides: [
            "task={kind: forecast, data: series.csv, read: {date: false}, window: 4, horizon: 2}",
            "training.batch=3",
          ]),
        Case(
          name: "task sequences",
          overrides: [
            "task={kind: sequences, data: walks.csv, sequence: id, inputs: [x, y], target: label}",
            "training.batch=3", "training.class_weights=balanced",
          ]),
        Case(
          name: "task sequences, symbols at every step",
          overrides: [
            "task={kind: sequences, data: walks.csv, sequence: id, inputs: [x], symbols: word, target: label, placement: every}",
            "network.embedding=3", "training.batch=3",
          ]),
        Case(
          name: "task sequences, numbers",
          overrides: [
            "task={kind: sequences, data: walks.csv, sequence: id, inputs: [x], target: y, target_kind: number, placement: every}",
            "training.batch=3",
          ]),
        Case(
          name: "loss pinball",
          overrides: [
            "task={kind: forecast, data: series.csv, read: {date: false}, window: 4, horizon: 2}",
            "training.batch=3",
            "training.loss=pinball",
          ]),
        Case(
          name: "loss poisson",
          overrides: [
            "task={kind: forecast, data: series.csv, read: {date: false}, window: 4, horizon: 2}",
            "training.batch=3",
            "training.loss=poisson",
          ]),
        Case(
          name: "loss negative_binomial",
          overrides: [
            "task={kind: forecast, data: series.csv, read: {date: false}, window: 4, horizon: 2, series: shared}",
            "training.batch=3",
            "training.loss=negative_binomial",
            "evaluation={every: 2, modes: [native, sample, draw], samples: 3, by: [series]}",
          ]),
        Case(
          name: "task forecast, shared",
          overrides: [
            "task={kind: forecast, data: series.csv, read: {date: false}, window: 4, horizon: 2, series: shared, scaling: minmax}",
            "training.batch=3", "training.loss=absolute",
          ]),
      ]
      + [
        Case(
          name: "task characters",
          overrides: [
            "task={kind: characters, data: text.txt, window: 7, split: [0.6, 0.2, 0.2]}",
            "network.embedding=3",
          ]),
        Case(name: "task temporal_order", overrides: ["task={kind: temporal_order, steps: 12, \(sizes)}"]),
        Case(
          name: "task delayed_xor",
          overrides: ["task={kind: delayed_xor, targets: 6, delay: 2, bits: 2, \(sizes)}"]),
        Case(name: "task frequency", overrides: ["task={kind: frequency, steps: 9, \(sizes)}"]),
        Case(
          name: "task mnist1d",
          overrides: ["task={kind: mnist1d, train_size: 10, \(sizes)}"]),
        Case(
          name: "task agreement",
          overrides: [
            "task={kind: agreement, intervening: 2, \(sizes)}", "network.embedding=3",
            "evaluation={every: 2, modes: [native, sample], samples: 2, by: [attractors]}",
          ]),
        Case(
          name: "task epidemic",
          overrides: ["task={kind: epidemic, areas: 2, population: 200, window: 8, horizon: 2, \(sizes)}"]),
        Case(
          name: "task epidemic, counts",
          overrides: [
            "task={kind: epidemic, areas: 2, population: 200, window: 8, horizon: 2, \(sizes)}",
            "training.loss=negative_binomial",
            "evaluation={every: 2, modes: [native, sample], samples: 2, by: [series]}",
          ]),
      ]
      + ["parity", "even_pairs", "cycle_navigation", "modular_arithmetic"].map {
        Case(
          name: "task \($0)",
          overrides: [
            "task={kind: \($0), longest: 5, shared_length: 4, test_lengths: [6, 9], validation_size: 1, test_size: 2}",
            "evaluation={every: 2, modes: [native, sample], samples: 2, by: [length]}",
          ])
      }
      + ["chrono", "tcn"].map {
        Case(
          name: "task copy, \($0)", overrides: ["task={kind: copy, variant: \($0), blanks: 3, \(sizes)}"])
      }
      + ["hochreiter", "tcn"].map {
        Case(
          name: "task adding, \($0)", overrides: ["task={kind: adding, variant: \($0), steps: 24, \(sizes)}"])
      }
      + ["chrono", "skip"].map {
        Case(
          name: "task adding, \($0)",
          overrides: ["task={kind: adding, variant: \($0), steps: 12, validation_size: 5, test_size: 3}"])
      }
  }()

  private static let sizes = "validation_size: 5, test_size: 3"

  /// A text of a few characters.
  private static let line = Array(String(repeating: "the cat sat on the mat\n", count: 4).utf8)

  /// Two series that a ruler could draw.
  private static let series: [UInt8] = {
    let rows = (0..<40).map { (row: Int) -> String in "\(row * row % 7),\((row * 5 + 3) % 11)\n" }
    return Array(("a,b\n" + rows.joined()).utf8)
  }()

  /// Twenty sequences of 2 to 5 steps.
  private static let walks: [UInt8] = {
    let rows = (0..<20).flatMap { (id: Int) -> [String] in
      (0..<2 + id * 3 % 4).map { (step: Int) -> String in
        let word = "abcde"[String.Index(utf16Offset: (id + step * step) % 5, in: "abcde")]
        return
          "\(id),\((id * 7 + step * 5) % 13),\((id * step + 3) % 7),\(["p", "q", "r"][id % 5 % 3]),\(word)\n"
      }
    }
    return Array(("id,x,y,label,word\n" + rows.joined()).utf8)
  }()

  @Test(arguments: cases) func values(of entry: Case) async throws {
    let plan = try entry.plan()
    let folder = SluiceProcess()
    let store = RunStore(folder.folder)
    _ = try await SweepRunner(plan, store: store, jobs: 1, progress: Progress(.quiet, write: { _ in })).run()
    let records = try store.records()
    GoldenValues.check(entry.name, try plan.runs.map { try #require(try records.record(of: $0.id)) })
  }

  /// Each metric on a few rows of every kind of target that it is defined for.
  @Test(arguments: MetricCatalog().kinds) func values(ofMetric kind: String) throws {
    let type = try MetricCatalog().make(kind)
    let forms: [Forecast] = [
      .number, .quantiles([0.1, 0.5, 0.9]), .counts(NegativeBinomialDistribution.self),
    ]
    // Counts are scored like numbers where both are.
    let targets = type.targets.filter { $0 != .count || !type.isDefined(for: .number, .once) }.filter {
      $0 == .count || !type.targets.contains(.count) || type.isDefined(for: .number, .once)
    }
    let rows = targets.map { target in
      var metric = type.init()
      let outputs: [Double] = (0..<12).map { (k: Int) -> Double in 0.05 + Double(k * 7 % 12) / 13 }
      let form = target == .classIndex ? .classes : forms.first { type.isDefined(for: $0, .once) }!
      let width = target == .classIndex ? 3 : form.scored(outputs: form.outputs)
      let targets: [Double] =
        switch target {
        case .real, .count:
          (0..<12).map { (k: Int) -> Double in Double(k * 5 % 12) / (target == .real ? 4 : 1) }
        case .classIndex: [0, 2, 1, 1]
        case .bits: (0..<12).map { (k: Int) -> Double in Double(k * 5 % 3 % 2) }
        }
      let sums = stride(from: 0, to: 12, by: width).flatMap { row in
        // Class probabilities sum to 1.
        let values = outputs[row..<row + width]
        return target == .classIndex ? values.map { $0 / values.reduce(0, +) } : Array(values)
      }
      metric.add(
        ScoredRows(
          target: target, forecast: form, outputsPerTarget: width, outputs: sums,
          targets: Array(targets.prefix(12 / width))))
      return Measurement(
        update: 0, split: "\(target)", mode: "native", metric: kind, value: metric.value)
    }
    let record = RunRecord(
      run: "r-0", outcome: RunOutcome(isDiverged: false, tables: [Measurement.table.rows(rows)]),
      timing: .init(wallSeconds: 0, processorSeconds: 0))
    GoldenValues.check("metric \(kind)", [record])
  }

  /// An entry that is added to a catalog has a case here, by its name.
  @Test func everyScheduleAndTaskHasACase() {
    let names = Self.cases.map(\.name)
    let catalogs = ExperimentCatalogs()
    for kind in catalogs.schedules.kinds {
      #expect(names.contains("schedule \(kind)"), "there is no golden case of the schedule \(kind)")
    }
    for kind in catalogs.tasks.kinds {
      #expect(names.contains { $0.hasPrefix("task \(kind)") }, "there is no golden case of the task \(kind)")
    }
  }
}
