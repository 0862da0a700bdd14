import Foundation
import Testing

/// The memory that a process really takes, against the arithmetic that `plan` prints.
@Suite struct MemoryTests {
  let sluice = SluiceProcess()

  static func text(steps: Int, validation: Int, batch: Int, cell: String = "lstm") -> String {
    """
    schema: sluice/experiment/v1
    name: large
    kind: train
    seed: 3
    task: {kind: adding, variant: skip, steps: \(steps), validation_size: \(validation), test_size: 10}
    network: {hidden: 256, cell: {kind: \(cell)}}
    gates: {all: {kind: bernoulli}}
    training: {updates: 2, batch: \(batch)}
    evaluation: {every: 2}

    """
  }

  /// 128 sequences × 200 steps × 256 units × 10 numbers, and 265,473 parameters nine times, in Float32: 259 MiB with
  /// the inputs.
  @Test func theArithmeticOfTrainingIsKept() throws {
    try check(Self.text(steps: 200, validation: 20, batch: 128), mebibytes: 259)
  }

  /// 64 sequences × 400 steps × 256 units × 6 numbers, for an evaluation does not come back: 159 MiB.
  @Test func theArithmeticOfAnEvaluationIsKept() throws {
    try check(Self.text(steps: 400, validation: 64, batch: 1), mebibytes: 159)
  }

  /// 128 × 200 × 256 numbers are 25 MiB. A GRU has seven of them: two gates, candidate and state, two slopes, and the reset's part of the
  /// candidate; and 7 MiB beside them for nine times its 199,425 parameters. A minimal GRU has four and hardly any parameters.
  @Test(arguments: [("gru", 182.0), ("min_gru", 100)])
  func otherCells(_ cell: String, _ mebibytes: Double) throws {
    try check(Self.text(steps: 200, validation: 20, batch: 128, cell: cell), mebibytes: mebibytes)
  }

  /// A process takes 25 MiB before it has done anything; beside that the arithmetic is kept to 1.25 times.
  private func check(_ text: String, mebibytes: Double) throws {
    try sluice.write(text, to: "large.yaml")
    let plan = try sluice.run("plan", "large.yaml")
    #expect(plan.output.contains("at most \(Int(mebibytes)) MiB for each job"), "\(plan.output)")
    let run = try sluice.run("run", "large.yaml", "--out", "r", "--quiet", "--jobs", "1")
    try #require(run.status == 0, "\(run.messages)")
    let json = try JSONSerialization.jsonObject(with: Data(sluice.read("r/provenance.json").utf8))
    let peak = try #require((json as? [String: Any])?["peak_resident_bytes"] as? Double) / 0x1p20
    #expect(peak > mebibytes && peak < 1.25 * mebibytes + 25, "\(peak) MiB")
  }

  @Test func aRunThatDoesNotFitIsRefused() throws {
    try sluice.write(Self.text(steps: 200, validation: 20, batch: 128), to: "large.yaml")
    let huge = "--set network.hidden=8192 --set training.batch=8192"
    let run = try sluice.shell("\"$SLUICE\" run large.yaml --out r \(huge)")
    #expect(run.status == 65)
    #expect(
      run.messages.contains(
        "needs about 509 GiB of memory (8192 sequences at once, 16384000 numbers of 4 bytes"))
    #expect(!FileManager.default.fileExists(atPath: sluice["r"]))
    let plan = try sluice.shell("\"$SLUICE\" plan large.yaml \(huge)")
    #expect(plan.status == 0 && plan.messages.hasPrefix("warning: a run of"))
  }
}
