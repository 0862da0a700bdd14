import Estimation
import Planning
import Reports
import Running
import Studies
import Synchronization
import TestSupport
import Testing

/// Certificates end to end: the table, its bytes, and estimators in training.
@Suite struct CertificationTests {
  let folder = TemporaryFolder()

  /// One gate, two rules.
  static let text = """
    schema: sluice/experiment/v1
    name: certified
    kind: certify
    seed: 5
    task: {kind: one_gate, target: 0.45}
    network:
      hidden: 1
      variant: noaf
      weights:
        input: {w: [[0, 0]], b: [40]}
        forget: {w: [[0, 0]], b: [0]}
        candidate: {w: [[0, 0]], b: [40]}
        output: {w: [[0, 0]], b: [1]}
      readout: {w: [[1]], b: [0]}
    gates: {input: {kind: sigmoid}, forget: {kind: sigmoid}, output: {kind: bernoulli}}
    certify: {samples: 4000}
    sweep: {training.gradient: [{kind: disarm}, {kind: straight_through_sigmoid}]}

    """

  private func table(_ name: String) throws -> [[String]] {
    String(decoding: try Files.read(folder[name]), as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func theTableHoldsTheOneGateProblem() async throws {
    try await SmallSweep.run(SmallSweep.plan(text: Self.text), in: folder["c"])
    let rows = try table("c/certificate.csv")
    #expect(
      rows[0] == [
        "cell_id", "training.gradient", "parameter", "reference", "exact_by", "samples", "exact",
        "exact_error", "mean", "bias", "bias_se", "variance", "evaluations", "draws", "cosine",
      ])
    // 14 parameters and the whole, for each of two rules.
    #expect(rows.count == 1 + 2 * 15)
    func bias(_ rule: String) throws -> [String] {
      try #require(rows.first { row in row[1] == rule && row[2] == "layer0.bias[3]" })
    }
    let logit = try bias("disarm")
    let numbers: [Double] = try logit[8...13].map { try #require(Double($0)) }
    let (exact, error) = (try #require(Double(logit[6])), try #require(Double(logit[7])))
    // The target is rounded to single precision.
    #expect((exact - 0.0196611933).magnitude < 1e-8)
    #expect(error > 0 && error < 1e-10)
    #expect((numbers[1]).magnitude < 6 * numbers[2])
    #expect((numbers[3] - 3.321116e-4).magnitude < 3e-5)
    #expect(numbers[4] == 2 && numbers[5] == 1)
    #expect(logit[3...5] == ["bernoulli", "values", "4000"] && logit[14].isEmpty)
    let mean = try #require(Double(try bias("straight_through_sigmoid")[8]))
    #expect((mean - 0.110518941).magnitude < 0.02)
    let whole = try #require(rows.last)
    #expect(whole[2] == "all" && !whole[14].isEmpty)
  }

  @Test func jobsSharesAndResumingDoNotShow() async throws {
    let plan = try SmallSweep.plan(text: Self.text)
    let tables = try await SmallSweep.bytes(plan, in: folder, jobs: 2, shares: 2)
    #expect(Set(tables.keys) == ["runs.csv", "certificate.csv", "manifest.json", "datapackage.json"])
  }

  @Test func aRecordKeepsItsCertificate() async throws {
    let plan = try SmallSweep.plan(["certify.samples=50"], text: Self.text)
    try await SmallSweep.run(plan, in: folder["r"])
    let record = try #require(try RunStore(folder["r"]).record(of: plan.cells[0].run(replicate: 0).id))
    #expect(record.outcome.certificate.count == 15)
    #expect(RecordFile.decode(RecordFile.encode(record), run: record.run) == record)
  }

  /// The moving average is settled before the first sample, so that the samples do not depend on each other.
  @Test func samplesOfAMovingAverageAreIndependent() async throws {
    let overrides = [
      "sweep.training.gradient=[{kind: score_function, baseline: moving_average}]", "certify.samples=8000",
    ]
    try await SmallSweep.run(SmallSweep.plan(overrides, text: Self.text), in: folder["m"])
    let row = try #require(try table("m/certificate.csv").first { $0[2] == "layer0.bias[3]" })
    #expect((try #require(Double(row[9]))).magnitude < 6 * (try #require(Double(row[10]))))
  }

  /// What `run` says about a sweep of Concrete gates, with these settings of `certify`.
  private func warnings(_ overrides: [String], gate: String) async throws -> String {
    let plan = try SmallSweep.plan(
      ["gates.output=\(gate)", "sweep.training.gradient=[{kind: auto}]"] + overrides, text: Self.text)
    let said = Mutex("")
    let name = "\(overrides) \(gate)"
    try Files.makeFolder(folder[name])
    let progress = Progress(.quiet) { text in said.withLock { $0 += text } }
    _ = try await SweepRunner(plan, store: RunStore(folder[name]), jobs: 1, progress: progress).run()
    return said.withLock { $0 }
  }

  /// With 8 nodes the gradient of a Concrete gate at τ = 0.1 is 22 % off, with 16 nodes 0.9 %, with 64 nodes nothing
  /// that shows; the mean of 4,000 samples has a standard error of 15 %, that of 40,000 one of 5 %.
  @Test func tooFewNodesAreSaid() async throws {
    let steep = "{kind: binary_concrete, temperature: 0.1}"
    let few = try await warnings(
      ["certify={reference: own, nodes: 16, samples: 40000}"], gate: steep)
    #expect(few.hasPrefix("warning: training.gradient=auto: certify.nodes: 16 may be too few"))
    #expect(few.contains("% of the gradient's norm, where a standard error of its bias is "))
    #expect(few.split(separator: "\n").count == 1)
    for enough in [
      "{reference: own, nodes: 64, samples: 40000}", "{reference: own, samples: 4000}",
      "{reference: bernoulli, samples: 4000}",
    ] {
      #expect(try await warnings(["certify=\(enough)"], gate: steep) == "", "\(enough)")
    }
  }

  /// Where nothing is integrated there is nothing to say, however few the nodes; where too few are to be halved, that
  /// is said.
  @Test func nodesThatCannotBeHalved() async throws {
    let own = ["certify={reference: own, nodes: 3, samples: 100}"]
    #expect(try await warnings(own, gate: "{kind: bernoulli}") == "")
    let concrete = try await warnings(own, gate: "{kind: binary_concrete}")
    #expect(
      concrete.contains("certify.nodes: 3 the error of the exact gradient is unknown; at least 6 tell it"))
  }

  @Test func theViewShowsTheWholeGradient() async throws {
    let plan = try SmallSweep.plan(["certify.samples=200"], text: Self.text)
    try await SmallSweep.run(plan, in: folder["v"])
    let report = try CertifyStudy.report(
      StudyResults(plan, records: RunStore(folder["v"]).records()), statistic: nil)
    let text = TextDrawing().text(try #require(report))
    #expect(throws: UnknownStatistic.self) {
      try CertifyStudy.report(
        StudyResults(plan, records: RunStore(folder["v"]).records()), statistic: "test.native.mse")
    }
    #expect(text.contains("training.gradient=disarm") && text.contains("cosine"))
    let verdicts = text.split(separator: "\n").suffix(2)
    #expect(verdicts.first?.contains("no bias seen") == true && verdicts.last?.contains("biased") == true)
    #expect(text.split(separator: "\n").count == 4)
  }

  /// Cells that differ in the gradient rule alone share an exact gradient, to the bit that a cell alone has.
  @Test func sharedExactGradients() async throws {
    try await SmallSweep.run(
      SmallSweep.plan(["certify.samples=50"], text: Self.text), in: folder["both"], jobs: 2)
    let alone = [
      "certify.samples=50", "sweep.training.gradient=[{kind: straight_through_sigmoid}]",
    ]
    try await SmallSweep.run(SmallSweep.plan(alone, text: Self.text), in: folder["alone"])
    let (both, one) = (try table("both/certificate.csv"), try table("alone/certificate.csv"))
    let exact = { (rows: [[String]], rule: String) in rows.filter { $0[1] == rule }.map { $0[6...7] } }
    #expect(exact(both, "disarm") == exact(both, "straight_through_sigmoid"))
    #expect(exact(one, "straight_through_sigmoid") == exact(both, "disarm"))
  }

  /// State noise, and a charge for open gates beside an estimator, are certified.
  @Test func noiseAndPenalties() async throws {
    let overrides = [
      "certify.samples=50", "gates.input={kind: hard_concrete}", "training.gate_penalty=0.1",
      "state_noise={kind: zoneout}", "certify.reference=own", "sweep.training.gradient=[{kind: disarm}]",
    ]
    try await SmallSweep.run(SmallSweep.plan(overrides, text: Self.text), in: folder["n"])
    #expect(try table("n/certificate.csv").count == 1 + 15)
  }

  /// A threshold at its jump has no derivative of its own.
  @Test func aThresholdAtItsJump() {
    let overrides = [
      "gates.output={kind: hard_threshold, threshold: 1.001}", "certify.reference=own",
      "sweep.training.gradient=[{kind: auto}]",
    ]
    #expect {
      try SmallSweep.plan(overrides, text: Self.text)
    } throws: { error in
      "\(error)".contains("own: a pre-activation of the output gate is 0.00099")
    }
  }
}
