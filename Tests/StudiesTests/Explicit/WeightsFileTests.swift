import Arrays
import Catalog
import DataReading
import Interchange
import Planning
import Recurrence
import Running
import SequenceTasks
import Sequences
import Studies
import TestSupport
import Testing

/// `network.weights.file`: in every kind a file of arrays stands for the numbers that it holds.
@Suite struct WeightsFileTests {
  let folder = TemporaryFolder()

  private static let configuration = NetworkConfiguration(inputWidth: 2, hidden: 2, outputWidth: 1)
  /// Distinct numbers that single precision holds.
  private static let parameters = (0..<configuration.layout.count).map { Double($0 % 13) / 8 - 0.75 }
  private static let file = Safetensors(
    network: parameters, configuration, isSingle: true, words: NetworkWords(configuration)
  ).bytes

  private static let reader = FileReader { name in
    guard name == "lstm.safetensors" else { throw DataError(file: name, isMissing: true, "no such file") }
    return file
  }

  /// The same numbers, spelled out.
  private static let spelledOut: (weights: String, readout: String) = {
    let weights = NetworkWeights(parameters: parameters, configuration)
    func list(_ items: [String]) -> String { "[\(items.joined(separator: ", "))]" }
    func map(_ affine: AffineWeights) -> String {
      let rows = affine.weights.map { row in list(row.map { "\($0)" }) }
      return "{w: \(list(rows)), b: \(list(affine.bias.map { "\($0)" }))}"
    }
    let blocks = LSTMCell.blocks.map { "\($0.name): \(map(weights.layers[0][$0]))" }
    return ("weights: {\(blocks.joined(separator: ", "))}", "readout: \(map(weights.readout))")
  }()

  private func experiment(_ text: String) throws -> Experiment {
    let head = "schema: sluice/experiment/v1\nname: given\nseed: 5\n"
    return try Experiment(ExperimentFile(name: "given.yaml", bytes: Array((head + text).utf8)))
  }

  private func study<Kind: SweptStudy>(_: Kind.Type, _ text: String) throws -> Kind {
    let plan = try ExperimentPlan(experiment(text), files: Self.reader)
    return try #require(plan.cells[0].specification.study as? Kind)
  }

  static let fromFile = "weights: {file: lstm.safetensors}"
  static let task = "task: {kind: adding, variant: chrono, steps: 10}\n"

  @Test func simulationsHaveTheNumbers() throws {
    func text(_ weights: String) -> String {
      "kind: simulate\n\(Self.task)network: {hidden: 2, \(weights)}\nsimulation: {sequences: 1}\n"
    }
    let found = try study(SimulateStudy.self, text(Self.fromFile)).parameters
    #expect(try found == study(SimulateStudy.self, text(Self.spelledOut.weights)).parameters)
    // There is no read-out.
    #expect(found == Array(Self.parameters.dropLast(3)))
  }

  @Test func certificatesHaveTheNumbers() throws {
    func text(_ weights: String) -> String {
      "kind: certify\n\(Self.task)network: {hidden: 2, \(weights)}\ngates: {all: {kind: sigmoid}}\ntraining: {}\ncertify: {samples: 2}\n"
    }
    let found = try study(CertifyStudy.self, text(Self.fromFile)).parameters
    let spelledOut = "\(Self.spelledOut.weights), \(Self.spelledOut.readout)"
    #expect(try found == study(CertifyStudy.self, text(spelledOut)).parameters)
    #expect(found == Self.parameters)
  }

  @Test func tracesHaveTheNumbers() throws {
    func trace(_ weights: String) throws -> TraceStudy {
      let text = "kind: trace\nnetwork: {input: 2, hidden: 2, \(weights)}\ninputs: [[1, 2], [3, 4]]\n"
      return try TraceStudy(experiment(text), files: Self.reader)
    }
    let spelledOut = try trace("\(Self.spelledOut.weights), \(Self.spelledOut.readout)")
    let found = try trace(Self.fromFile)
    #expect(found.parameters == spelledOut.parameters && found.parameters == Self.parameters)
    #expect(found.configuration == spelledOut.configuration && found.weights == spelledOut.weights)
    #expect(found.files.map(\.path) == ["lstm.safetensors"] && spelledOut.files.isEmpty)
    #expect(try trace("\(Self.fromFile), readout: {activation: sigmoid}").configuration.readout == .sigmoid)
    // The order of columns is that of matrices that are spelled out, and a file's have names.
    #expect(try trace("\(Self.fromFile), concatenation: h_x").parameters == Self.parameters)
  }

  /// A training that starts where another ended measures what that one measured last.
  @Test(arguments: ["float32", "float64"]) func trainingGoesOnFromAFile(precision: String) async throws {
    let overrides = [
      "training.save_weights=last", "precision=\(precision)", "network={hidden: 3, layers: 2}",
      "sweep.gates.all=[{kind: bernoulli}, {kind: sigmoid}]",
    ]
    let first = try SmallSweep.plan(overrides)
    try await SmallSweep.run(first, in: folder["first"])
    for run in first.runs where run.replicate == 0 {
      let bytes = try Files.read(folder["first/weights/\(run.id).safetensors"])
      let text = SmallSweep.text.replacing("{hidden: 5}", with: "{hidden: 3, layers: 2, weights: {file: w}}")
      let second = try ExperimentPlan(
        Experiment(
          ExperimentFile(name: "s.yaml", bytes: Array(text.utf8)),
          overrides: ["precision=\(precision)", "sweep.gates.all=[{kind: bernoulli}, {kind: sigmoid}]"]),
        files: FileReader { _ in bytes })
      let results = "second-\(run.id)"
      try await SmallSweep.run(second, in: folder[results])
      let next = try #require(second.runs.first { $0.cell.name == run.cell.name && $0.replicate == 0 })
      func scores(_ name: String, _ run: RunSpecification, _ update: String) throws -> [[String?]] {
        try ResultRows("measurements", in: folder[name]).matching(["run_id": run.id, "update": update])
          .filter { $0["mode"] != "training" }
          .map { [$0["split"], $0["mode"], $0["metric"], $0["value"], $0["standard_error"]] }
      }
      let ended = try scores("first", run, "30")
      #expect(try ended.count == 4 && scores(results, next, "0") == ended)
    }
  }
}
