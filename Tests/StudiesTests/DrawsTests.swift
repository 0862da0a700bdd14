import Catalog
import DataReading
import Foundation
import Planning
import RandomStreams
import Recurrence
import Running
import SequenceTasks
import Sequences
import Studies
import TestSupport
import Testing

/// What Sluice draws is what the article "Addresses of every draw" says: `Tests/Vectors/draws.py` computes it from that page alone.
@Suite struct DrawsTests {
  private static let vectors = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "Vectors")
  private static let seed: UInt64 = 20_170_528

  /// The numbers of a line of `draws.txt`.
  private func expected(_ name: String) throws -> [Double] {
    let text = try String(contentsOf: Self.vectors.appending(path: "draws.txt"), encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(name + " ") })
    return line.split(separator: " ").dropFirst().compactMap { Double($0) }
  }

  /// The files are the scripts', wherever there is a Python to run them.
  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/env")),
    arguments: ["draws", "masked_trace", "tasks"])
  func theFileIsTheScripts(name: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-B", Self.vectors.appending(path: "\(name).py").path]
    let (output, messages) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, messages)
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus != 127 else { return }
    #expect(process.terminationStatus == 0)
    #expect(bytes == (try Data(contentsOf: Self.vectors.appending(path: "\(name).txt"))))
  }

  @Test func weights() throws {
    let configuration = NetworkConfiguration(inputWidth: 1, hidden: 2, layers: 2, outputWidth: 1)
    let law = InitialWeights(
      weights: try UniformInitializer(.init(UniformInitializer.description, [:])), retention: nil)
    let drawn = law.draw(configuration, maximumSteps: 5, seed: Self.seed, replicate: 3)
    let first = 4 * 2 * (1 + 2 + 1)
    #expect(try drawn[first..<first + 40].map { Double($0) } == expected("weights"))
  }

  @Test func orders() throws {
    var order = ExampleOrder(key: StreamKey(seed: Self.seed, replicate: 2, purpose: .order), count: 9)
    #expect(try order.examples(update: 5, batch: 4).map { Double($0) } == expected("order"))
  }

  @Test func examples() throws {
    let parameters: [String: ParameterValue] = ["variant": .text("skip"), "steps": .number(20)]
    let task = try AddingTask(
      Parameters(AddingTask.description, parameters), files: FileReader { _ in [] }
    ).instance(dataKey: StreamKey(seed: Self.seed, replicate: 2, purpose: .data))
    var batch = TaskBatch(inputWidth: 2, targetWidth: 1, placement: .last)
    task.fill(&batch, .test, examples: [6])
    let steps = (0..<20).filter { batch.inputs[2 * $0 + 1] == 1 }
    #expect(
      try steps.map { Double($0) } + steps.map { Double(batch.inputs[2 * $0]) } == expected("example"))
  }

  @Test func trainingNoise() throws {
    let field = NoiseField(
      generator: .philox, seed: Self.seed, replicate: 1, purpose: .trainingNoise, sharing: .perStep,
      scope: .unit)
    field.begin(time: 11, steps: 5, layers: 2, units: 5, sequences: [16], copies: 3)
    let drawn = [NoiseChannel.input, .forget, .output].flatMap { channel -> [Double] in
      var uniforms = [Float](repeating: 0, count: 5)
      var span = uniforms.mutableSpan
      field.fill(&span, at: NoisePlace(channel: channel, layer: 1, step: 2), rows: 2..<3)
      return uniforms.map { Double($0) }
    }
    #expect(try drawn == expected("training"))
  }

  private static let trace = """
    schema: sluice/experiment/v1
    name: traced
    kind: trace
    seed: 20170528
    network:
      input: 1
      hidden: 2
      weights:
        input: {w: [[0, 0, 0], [0, 0, 0]], b: [0, 0]}
        forget: {w: [[0, 0, 0], [0, 0, 0]], b: [0, 0]}
        candidate: {w: [[0, 0, 0], [0, 0, 0]], b: [0, 0]}
        output: {w: [[0, 0, 0], [0, 0, 0]], b: [0, 0]}
    gates: {all: {kind: sigmoid}, forget: {kind: g2}}
    state_noise: {kind: zoneout}
    inputs: [[1], [1]]

    """

  @Test(
    arguments: ["forget.uniform", "forget.uniform_2", "mask.zoneout_cell"], ["float32", "float64"])
  func traces(quantity: String, precision: String) throws {
    let rows = try TracedRows(Self.trace, ["precision=\(precision)"])
    // In float32 a number is written as the shortest text that tells it from its neighbors in single precision.
    #expect(try rows[quantity].map { Float($0) } == expected(quantity).map { Float($0) })
  }

  /// Shares of open gates are as in the file, but for the rounding of a mean; one draw of another value moves them by 1/480 or more.
  private func expect(_ shares: [Double], _ name: String) throws {
    let expected = try expected(name)
    #expect(shares.count == expected.count)
    #expect(zip(shares, expected).allSatisfy { abs($0 - $1) < 1e-12 }, "\(shares) for \(expected)")
  }

  /// Weights of 10⁻³⁰ and a bias of 0: every gate is open with probability 1/2.
  private static let half = """
    seed: 20170528
    task: {kind: adding, variant: skip, steps: 10, validation_size: 6, test_size: 3}
    network: {hidden: 2, forget_bias: 0, initializer: {kind: normal, standard_deviation: 1e-30}}
    gates: {all: {kind: sigmoid}, forget: {kind: bernoulli}}

    """

  @Test func simulations() throws {
    let text = "schema: sluice/experiment/v1\nname: simulated\nkind: simulate\nreplicates: 10\n" + Self.half
    let rows = try SmallSimulation.rows(SmallSimulation.plan(text).cells[0])
    let means = rows.filter { $0.quantity == "forget" && $0.statistic == "mean" && $0.step != nil }
    try expect(means.map(\.value), "simulate")
  }

  @Test func evaluations() async throws {
    let text =
      "schema: sluice/experiment/v1\nname: evaluated\nkind: train\nreplicates: 2\n" + Self.half
      + "training: {updates: 1}\nevaluation: {modes: [sample], samples: 4}\ntelemetry: {gates: true}\n"
    let folder = TemporaryFolder()
    try await SmallSweep.run(SmallSweep.plan(text: text), in: folder["evaluated"])
    let rows = try ResultRows("gates", in: folder["evaluated"]).matching([
      "replicate": "1", "update": "0", "split": "validation", "mode": "sample", "layer": "0",
      "quantity": "forget", "step": "", "statistic": "mean",
    ])
    try expect(rows.compactMap { Double($0["value"] ?? "") }, "evaluate")
    withExtendedLifetime(folder) {}
  }
}
