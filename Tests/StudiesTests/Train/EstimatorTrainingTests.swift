import Planning
import Running
import Studies
import TestSupport
import Testing

/// Estimators where networks learn: what they cost is in the tables, and they find the better gate.
@Suite struct EstimatorTrainingTests {
  let folder = TemporaryFolder()

  static let text = """
    schema: sluice/experiment/v1
    name: estimated
    kind: train
    seed: 3
    task: {kind: adding, variant: skip, steps: 10, validation_size: 20, test_size: 10}
    network: {hidden: 2}
    gates: {all: {kind: bernoulli}}
    training: {updates: 6, batch: 4}
    evaluation: {every: 3}
    telemetry: {gates: true, gradient_samples: 3}
    sweep:
      training.gradient: [{kind: auto}, {kind: score_function}, {kind: score_function, baseline: leave_one_out, samples: 3}, {kind: arm}, {kind: rebar}, {kind: arms}, {kind: bitflip}, {kind: double_control}]

    """

  private func lines(_ name: String) throws -> [String] {
    String(decoding: try Files.read(folder[name]), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test(arguments: ["float32", "float64"])
  func evaluationsAreCharged(precision: String) async throws {
    let plan = try SmallSweep.plan(["precision=\(precision)"], text: Self.text)
    try await SmallSweep.run(plan, in: folder["t"], jobs: 2)
    let rows = try ResultRows("measurements", in: folder["t"]).matching([
      "split": "train", "mode": "training", "metric": "loss_evaluations",
    ])
    // Two measurements after updates for each of seven estimators; 10 steps of one layer are 10 groups.
    let expected: [String?] = [
      "1.0", "1.0", "3.0", "3.0", "11.0", "11.0", "21.0", "21.0", "31.0", "31.0", "2.0", "2.0", "4.0", "4.0",
    ]
    #expect(rows.map { $0["value"] } == expected)
    #expect(try lines("t/gates.csv").contains { $0.contains("cell_gradient") })
    let once = try SmallSweep.digests(folder["t"])
    try await SmallSweep.run(plan, in: folder["again"])
    #expect(try SmallSweep.digests(folder["again"]) == once)
  }

  /// A charge for open gates is a part of what an estimator looks at, and is reported beside its evaluations.
  @Test func aPenaltyBesideAnEstimator() async throws {
    let overrides = [
      "gates={input: {kind: hard_concrete}, forget: {kind: bernoulli}, output: {kind: sigmoid}}",
      "training.gate_penalty=0.5", "sweep.training.gradient=[{kind: disarm}, {kind: auto}]",
    ]
    try await SmallSweep.run(SmallSweep.plan(overrides, text: Self.text), in: folder["p"])
    let rows = try ResultRows("measurements", in: folder["p"])
    let training = ["split": "train", "mode": "training"]
    func values(_ metric: String) throws -> [Double] {
      try rows.matching(training.merging(["metric": metric]) { $1 }).map { row in
        try #require(Double(row["value"] ?? ""))
      }
    }
    // Two measurements for each of two rules; both charge all gates at the first parameters alike.
    let charges = try values("gate_penalty")
    #expect(charges.count == 4)
    #expect(charges.allSatisfy { $0 > 0 })
    #expect(try values("loss_evaluations").count == 2)
  }

  /// The gate has to open for the number to be hit, and to stay open for it to be hit every time.
  @Test func anEstimatorFindsTheBetterGate() async throws {
    let text = """
      schema: sluice/experiment/v1
      name: one-gate
      kind: train
      seed: 3
      task: {kind: one_gate, target: 0.95}
      network: {hidden: 1, variant: noaf}
      gates: {input: {kind: sigmoid}, forget: {kind: sigmoid}, output: {kind: bernoulli}}
      training: {updates: 400, batch: 1, gradient: {kind: disarm}, optimizer: {kind: adam, learning_rate: 0.05}}
      evaluation: {every: 400, modes: [sample], samples: 64}

      """
    try await SmallSweep.run(SmallSweep.plan(text: text), in: folder["o"])
    let losses = try lines("o/measurements.csv").filter { $0.contains(",test,sample,mse,") }.map {
      Double($0.split(separator: ",", omittingEmptySubsequences: false)[7])!
    }
    #expect(losses.count == 2 && losses[1] < 0.05 * losses[0])
  }
}
