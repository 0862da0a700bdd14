import Catalog
import Gating
import Planning
import Recurrence
import Reports
import SequenceTasks
import Sequences
import Studies
import Testing

/// What an experiment of kind `simulate` resolves to.
struct SimulationTests {
  static let text = """
    schema: sluice/experiment/v1
    name: simulated
    kind: simulate
    seed: 1
    replicates: 50
    task: {kind: adding, variant: chrono, steps: 20, test_size: 30}
    network: {hidden: 4}

    """

  static let explicit = """
    schema: sluice/experiment/v1
    name: simulated
    kind: simulate
    seed: 1
    inputs: [[1, 2], [3, 4], [5, 6]]
    initial: {hidden: [0.5]}
    network:
      hidden: 1
      concatenation: h_x
      weights:
        input: {w: [[1, 2, 3]], b: [10]}
        forget: {w: [[4, 5, 6]], b: [20]}
        candidate: {w: [[7, 8, 9]], b: [30]}
        output: {w: [[-1, -2, -3]], b: [40]}

    """

  private func work(_ text: String, _ overrides: [String] = []) throws -> SimulateStudy {
    let cell = try TestFiles.plan(text, overrides: overrides).cells[0].specification
    guard let work = cell.study as? SimulateStudy else { preconditionFailure("not a simulation") }
    return work
  }

  @Test func rolloutsAreOneRun() throws {
    let plan = try TestFiles.plan(Self.text)
    #expect(plan.replicates == 1 && plan.runs.count == 1)
    let work = try work(Self.text)
    #expect(work.rollouts == 50 && work.sequences == 30 && work.count == 1500 && work.splitName == "test")
    #expect(work.parameters == nil && work.initial == nil && work.trajectory == .mean)
    #expect(work.noiseSequence(rollout: 3, sequence: 7) == 97)
    #expect(
      TextDrawing().text(PlanSummary(plan).report).hasPrefix(
        "simulated: 1 cell, each one run of 50 rollouts of every sequence\n"))
  }

  @Test func anEndlessSplitWantsANumber() throws {
    #expect(try work(Self.text, ["simulation={split: train, sequences: 500}"]).sequences == 500)
  }

  @Test func explicitNumbersArrive() throws {
    let cell = try TestFiles.plan(Self.explicit).cells[0].specification
    let work = try work(Self.explicit)
    #expect(work.parameters == [2, 3, 5, 6, 8, 9, -2, -3, 1, 4, 7, -1, 10, 20, 30, 40])
    #expect(work.initial == InitialState(hidden: [0.5], cell: [0]))
    #expect(work.sequences == 1 && work.split == nil && work.splitName == "inputs")
    #expect(cell.configuration.inputWidth == 2 && cell.configuration.outputWidth == 0)
    #expect(cell.task.value.maximumSteps == 3)
  }

  /// A row in the tape takes 20·(2 + 15·4) = 1,240 values: 2²⁴ hold 13,530 of them, and 1,024 are the most.
  @Test func chunksKeepToTheirMemory() throws {
    #expect(try work(Self.text).chunk == 1024)
    #expect(try work(Self.text).progressUnits == 2)
    #expect(try work(Self.text, ["replicates=2"]).chunk == 60)
    // 400·(2 + 15·2·128): 1,536,800 values a row.
    #expect(try work(Self.text, ["task.steps=400", "network.hidden=128", "network.layers=2"]).chunk == 10)
  }

  @Test func whatChangesResultsChangesTheIdentity() throws {
    func id(_ overrides: [String]) throws -> String {
      try TestFiles.plan(Self.text, overrides: overrides).runs[0].id
    }
    let base = try id([])
    for change in [
      "replicates=51", "simulation.sequences=29", "simulation.trajectory=native", "simulation.every=2",
      "initial={cell: [1, 0, 0, 0]}", "network.forget_bias=2",
    ] { #expect(try id([change]) != base, "\(change)") }
    #expect(try id(["question=why"]) == base)
  }
}
