import Catalog
import DataReading
import Estimation
import Gating
import Planning
import Reports
import Running
import SequenceTasks
import Studies
import TestSupport
import Testing

/// Certificates of policies whose slopes are wrong, and exact gradients that are too large for differences of values.
@Suite struct SlopesTests {
  let folder = TemporaryFolder()

  /// A sigmoid that says its slope is 0.
  private struct SlopelessSigmoid: ElementwiseGatePolicy {
    static let description = KindDescription(
      "slopeless_sigmoid", summary: "A sigmoid with a slope of 0.", formula: "g = σ(z)")
    init(_ parameters: Parameters) throws(ParameterError) {}
    var drawsPerUnit: Int { 0 }
    var derivative: GateDerivative { .pathwise }
    func sample<S: GateScalar>(_ z: S, uniforms: (S, S)) -> (gate: S, slope: S) { (evaluate(z), 0) }
    func evaluate<S: GateScalar>(_ z: S) -> S { VectorMath.sigmoid(z) }
    func mean<S: GateScalar>(_ z: S) -> S { VectorMath.sigmoid(z) }
  }

  /// Eight series of which each value is another.
  private static let series: [UInt8] = {
    let names = (0..<8).map { "s\($0)" }.joined(separator: ",")
    let rows = (0..<24).map { (row: Int) -> String in
      (0..<8).map { (column: Int) -> String in "\((row * 7 + column * 5) % 13)" }.joined(separator: ",")
    }
    return Array(([names] + rows).joined(separator: "\n").utf8)
  }()

  private func plan(_ text: String, _ overrides: [String] = []) throws -> ExperimentPlan {
    let catalogs = try ExperimentCatalogs(Extensions(policies: [SlopelessSigmoid.self]))
    let file = ExperimentFile(name: "slopes.yaml", bytes: Array(text.utf8))
    return try ExperimentPlan(
      Experiment(file, overrides: overrides, catalogs: catalogs), files: FileReader { _ in Self.series })
  }

  private func rows(_ name: String) throws -> [[String: String]] {
    try ResultRows("certificate", in: folder[name]).rows
  }

  private func number(_ row: [String: String], _ column: String) throws -> Double {
    try #require(Double(row[column] ?? ""))
  }

  /// A user's policy was given a slope of 0, and its certificate said exact 0, mean 0, bias 0, cosine 1.
  ///
  /// The loss is (σ(b) − 0.45)² at b = 1, and its derivative 2(σ(1) − 0.45)·σ(1)·(1 − σ(1)).
  @Test func aUsersSlopeOfZeroIsBiased() async throws {
    let overrides = [
      "gates.output={kind: slopeless_sigmoid}", "certify={reference: own, samples: 100}",
      "sweep.training.gradient=[{kind: auto}]",
    ]
    let plan = try plan(CertificationTests.text, overrides)
    try await SmallSweep.run(plan, in: folder["zero"])
    let rows = try rows("zero")
    let bias = try #require(rows.first { $0["parameter"] == "layer0.bias[3]" })
    #expect(bias["exact_by"] == "values")
    let exact = try number(bias, "exact")
    #expect((exact - 0.110518941).magnitude < 1e-7)
    #expect(try number(bias, "mean") == 0)
    #expect(try number(bias, "bias") == -exact)
    let report = try CertifyStudy.report(
      StudyResults(plan, records: RunStore(folder["zero"]).records()), statistic: nil)
    let text = TextDrawing().text(try #require(report))
    #expect(text.contains("biased") && !text.contains("no bias seen"))
  }

  /// 2¹⁶ outcomes and 616 parameters: over 2·10⁸ visits.
  private static let large = """
    schema: sluice/experiment/v1
    name: large
    kind: certify
    seed: 5
    task: {kind: forecast, data: series.csv, read: {date: false}, window: 2, horizon: 1}
    network: {hidden: 8}
    gates: {input: {kind: sigmoid}, forget: {kind: sigmoid}, output: {kind: bernoulli}}
    training: {loss: squared, gradient: {kind: disarm}}
    certify: {reference: own, samples: 2000}

    """

  @Test func aLargeNetworkIsFoundBySlopesThatWereChecked() async throws {
    try await SmallSweep.run(plan(Self.large), in: folder["large"])
    let rows = try rows("large")
    #expect(rows.count == 616 + 1)
    #expect(rows.allSatisfy { $0["exact_by"] == "slopes_checked" })
    // Held against an estimator without bias, which knows nothing of the enumeration.
    for row in rows.dropLast() {
      let (bias, error) = (try number(row, "bias"), try number(row, "bias_se"))
      let exact = try number(row, "exact_error")
      #expect(bias.magnitude < 6 * error + exact + 1e-12, "\(row["parameter"] ?? "")")
    }
    let whole = try #require(rows.last)
    #expect(try number(whole, "exact") > 20 * number(whole, "bias_se"))
  }

  @Test func slopesThatAreWrongAreRefusedThere() throws {
    #expect {
      try plan(Self.large, ["gates.forget={kind: slopeless_sigmoid}"])
    } throws: { error in
      let text = "\(error)"
      return text.contains("gates.forget: the slope at z = ") && text.contains(" is 0.0, and differences")
        && text.contains("200000000 visits")
    }
    // Where values can be afforded, no slope is asked for.
    let small = "network.hidden=2"
    #expect(throws: Never.self) {
      try plan(Self.large, [small, "gates.forget={kind: slopeless_sigmoid}"])
    }
  }
}
