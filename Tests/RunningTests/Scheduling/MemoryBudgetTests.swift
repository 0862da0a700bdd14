import Planning
import Running
import Studies
import TestSupport
import Testing

/// How many runs fit into memory at once.
@Suite struct MemoryBudgetTests {
  private func plan() throws -> ExperimentPlan { try SmallSweep.plan() }

  private func largest(_ plan: ExperimentPlan) -> Double {
    plan.cells.map { RunMemory($0.specification).bytes }.max() ?? 0
  }

  @Test(arguments: [(2.5, 2), (1, 1), (100, 4)])
  func asManyAsFit(times: Double, jobs: Int) throws {
    let plan = try plan()
    #expect(try MemoryBudget(bytes: times * largest(plan)).jobs(4, of: plan) == jobs)
  }

  @Test func whatDoesNotFitIsRefusedWithTheArithmetic() throws {
    let plan = try plan()
    let error = #expect(throws: MemoryBudget.TooLarge.self) {
      try MemoryBudget(bytes: largest(plan) - 1).jobs(1, of: plan)
    }
    let text = try #require(error).description
    let sampled = RunMemory(plan.cells[1].specification)
    // Sampled gates keep their draws where gates are recorded: three numbers more than sigmoids.
    #expect(text.contains("gates.all=bernoulli needs about \(sampled.text)"))
    #expect(
      text.contains("\(sampled.rows) sequences at once, \(sampled.valuesPerRow) numbers of 4 bytes for each"))
  }

  @Test func theMachineHasMemory() { #expect(MemoryBudget.machine.bytes > 0x1p28) }
}
