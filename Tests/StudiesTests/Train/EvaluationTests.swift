import Catalog
import DataReading
import Planning
import RandomStreams
import Recurrence
import Reports
import Running
import SequenceTasks
import Sequences
import Studies
import TestSupport
import Testing

/// How a split is read and scored in a run.
@Suite struct EvaluationTests {
  let folder = TemporaryFolder()

  /// A task that knows nothing of noise, one step of the same input for every example: what differs between its
  /// sequences is what is drawn for them.
  struct ForgetfulTask: SequenceTask {
    static let description = KindDescription(
      "forgetful", summary: "The same step for every example.",
      parameters: [Parameter("size", .integer(Bounds(1, 1_000_000)), summary: "Test examples.")])
    let size: Int
    init(_ parameters: Parameters, files _: borrowing FileReader) { size = parameters.integer("size") }
    var shape: SequenceShape {
      SequenceShape(inputWidth: 1, outputWidth: 1, target: .real, placement: .last, maximumSteps: 1)
    }
    var sizes: SplitSizes { SplitSizes(train: nil, validation: 0, test: size) }
    var metrics: [any Metric.Type] { [DistinctOutputs.self, LargestBatch.self, MeanSquaredError.self] }
    func fill(_ batch: inout TaskBatch, _: Split, examples: [Int]) {
      batch.reset(steps: 1, count: examples.count)
      for row in examples.indices { batch.inputs[row] = 1 }
    }
  }

  /// How many different outputs there are.
  struct DistinctOutputs: Metric {
    static let description = KindDescription("distinct_outputs", summary: "Different outputs.")
    static let lowerIsBetter = false
    static let targets: [TargetKind] = [.real]
    private var outputs: Set<Double> = []
    mutating func add(_ rows: ScoredRows) { outputs.formUnion(rows.outputs) }
    var value: Double? { Double(outputs.count) }
  }

  /// The most rows that were there at once.
  struct LargestBatch: Metric {
    static let description = KindDescription("largest_batch", summary: "Rows at once.")
    static let lowerIsBetter = true
    static let targets: [TargetKind] = [.real]
    private var rows = 0
    mutating func add(_ rows: ScoredRows) { self.rows = max(self.rows, rows.count) }
    var value: Double? { Double(rows) }
  }

  private static func measurements(_ overrides: String...) throws -> [Measurement] {
    let text = """
      schema: sluice/experiment/v1
      name: forgetful
      kind: train
      seed: 7
      task: {kind: forgetful, size: 60}
      network: {hidden: 3}
      gates: {all: {kind: bernoulli}}
      training: {updates: 1, batch: 1}
      evaluation: {every: 1, modes: [sample], samples: 2}

      """
    let experiment = try Experiment(
      ExperimentFile(name: "forgetful.yaml", bytes: Array(text.utf8)),
      overrides: overrides,
      catalogs: ExperimentCatalogs(
        studies: .standard, tasks: try TaskCatalog().adding([.init(ForgetfulTask.self)]))
    )
    let plan = try ExperimentPlan(experiment, files: FileReader { _ in [] })
    return try outcome(of: plan.runs[0]).measurements
  }

  private static func outcome(of run: RunSpecification) throws -> RunOutcome {
    try run.specification.study.run(RunContext(run))
  }

  /// Of sequences that share their noise all outputs would be one.
  @Test func sequencesHaveNoiseOfTheirOwn() throws {
    let first = try #require(try Self.measurements().first { $0.metric == "distinct_outputs" })
    #expect(try #require(first.value) > 10)
  }

  /// 40,000 sequences with 64 rollouts are never there at once: a block of 2²⁰ outputs is.
  @Test func memoryDoesNotGrowWithTheSplit() throws {
    let rows = try Self.measurements("evaluation.samples=64", "task.size=40000")
    #expect(rows.filter { $0.metric == "largest_batch" }.map(\.value) == [16_384, 16_384])
  }

  /// Predictions beyond Float32 end the run before anything is learned or scored.
  @Test func predictionsThatAreNotFiniteAreADivergence() throws {
    let plan = try SmallSweep.plan([
      "network.initializer={kind: normal, standard_deviation: 3e37}", "network.hidden=400",
    ])
    let outcome = try Self.outcome(of: plan.runs[0])
    #expect(outcome.status == .diverged && outcome.updates == 0 && outcome.selectedUpdate == nil)
    #expect(outcome.measurements.allSatisfy { $0.update == nil })
  }

  /// Weights so small that every prediction is the same: its correlation is undefined, in the record, every table and
  /// the view, and there is no p.
  @Test func aConstantPredictionHasNoCorrelation() async throws {
    let text = SmallSweep.forecastText.replacing("test.native.rmse", with: "test.native.pearson")
    let overrides = [
      "replicates=6", "network.initializer={kind: normal, standard_deviation: 1e-30}",
      "training.optimizer={kind: sgd, learning_rate: 1e-12}",
    ]
    let data = "a\n" + (0..<60).map { "\($0 * $0 % 7)\n" }.joined()
    let plan = try SmallSweep.plan(overrides, text: text, data: ["d.csv": data])
    try await SmallSweep.run(plan, in: folder["r"])
    let runs = try ResultRows("runs", in: folder["r"])
    #expect(runs.rows.count == 18)
    #expect(runs.matching(["status": "completed", "test.native.pearson": ""]).count == 18)
    #expect(runs.matching(["test.native.rmse": ""]).isEmpty)
    let measured = try ResultRows("measurements", in: folder["r"])
    #expect(
      measured.matching(["metric": "pearson", "mode": "native"]).map { $0["value"] }.allSatisfy { $0 == "" })
    let pooled = try ResultRows("summary", in: folder["r"]).matching([
      "metric": "pearson", "mode": "native", "n": "6", "n_diverged": "0", "n_undefined": "6", "mean": "",
      "median": "",
    ])
    #expect(pooled.count == 6)
    let compared = try ResultRows("comparisons", in: folder["r"]).matching([
      "metric": "pearson", "split": "test", "mode": "native", "n_pairs": "6", "n_diverged": "0",
      "n_undefined": "6", "mean_difference": "", "ci95_low": "", "p_value": "", "p_holm": "",
    ])
    #expect(compared.count == 2)
    let view = TextDrawing().text(try ComparisonView(plan, records: RunStore(folder["r"]).records()).report)
    #expect(view.contains("undefined") && view.contains("6 of 6"))
    #expect(!view.contains("diverged"))
  }
}
