import Planning
import Reports
import Running
import Studies
import TestSupport
import Testing

/// Certificates at a length whose outcomes nobody can visit.
@Suite struct ClosedFormTests {
  let folder = TemporaryFolder()

  static let text = """
    schema: sluice/experiment/v1
    name: long
    kind: certify
    seed: 5
    task: {kind: adding, variant: skip, steps: 1000, validation_size: 4, test_size: 4}
    network: {hidden: 2, cell: {kind: min_gru}, initializer: {kind: normal, standard_deviation: 1}}
    gates: {all: {kind: bernoulli}}
    training: {loss: squared}
    certify: {reference: exact, samples: 40, examples: 2}
    sweep: {training.gradient: [{kind: straight_through_identity}, {kind: score_function}, {kind: arm}]}

    """

  private func verdicts(_ plan: ExperimentPlan, in folder: String) throws -> [String] {
    let report = try CertifyStudy.report(
      StudyResults(plan, records: RunStore(folder).records()), statistic: nil)
    return TextDrawing().text(try #require(report)).split(separator: "\n").suffix(plan.cells.count).map(
      String.init)
  }

  @Test func aThousandSteps() async throws {
    let plan = try SmallSweep.plan(text: Self.text)
    try await SmallSweep.run(plan, in: folder["c"])
    let rows = try ResultRows("certificate", in: folder["c"]).matching(["parameter": "all"])
    #expect(rows.count == 3)
    #expect(rows.allSatisfy { $0["reference"] == "exact" && $0["exact_by"] == "moments" })
    #expect(Set(rows.map { $0["exact"] }).count == 1)
    // A pair at each of a thousand steps is one pair.
    #expect(rows.map { $0["evaluations"] } == ["1.0", "1.0", "2.0"])
    let lines = try verdicts(plan, in: folder["c"])
    for (line, row) in zip(lines, rows) {
      let share = try #require(Double(row["bias_se"]!)) / (try #require(Double(row["exact"]!)))
      #expect(line.contains(DecimalText.text(share, decimals: 5)))
      #expect(!line.contains("no bias seen"), "40 estimates certify nothing")
    }
    #expect(lines[1].contains("not certified") && lines[2].contains("not certified"))
  }

  /// Without draws there is nothing to sample, and the closed form is the network's own gradient.
  @Test func smoothGatesAreCertified() async throws {
    let plan = try SmallSweep.plan(
      ["gates.all={kind: sigmoid}", "sweep.training.gradient=[{kind: auto}]"], text: Self.text)
    try await SmallSweep.run(plan, in: folder["s"])
    let row = try #require(
      try ResultRows("certificate", in: folder["s"]).matching(["parameter": "all"]).first)
    #expect(row["variance"] == "0.0")
    #expect(try verdicts(plan, in: folder["s"])[0].contains("no bias seen"))
  }

  /// What one pass takes does not depend on outcomes, nor does the memory that is asked for.
  @Test func memoryIsThatOfTheBatch() throws {
    let surrogate = ["sweep.training.gradient=[{kind: straight_through_sigmoid}]"]
    let plan = try SmallSweep.plan(surrogate, text: Self.text)
    #expect(RunMemory(plan.cells[0].specification).rows == 2)
  }
}
