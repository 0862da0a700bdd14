import Planning
import Running
import Testing

@Suite struct ComparisonViewTests {
  let folder = TemporaryFolder()

  /// The table of finished runs in which sigmoid gates solve the task so many times.
  private func text(solved: Int) throws -> String {
    let plan = try SmallSweep.plan(["replicates=10"])
    let store = RunStore(folder["r"])
    for run in plan.runs {
      let isSolved = run.cell.index == 0 && run.replicate < solved
      try store.save(
        RunRecord(
          run: run.id, status: .completed, updates: 30, selectedUpdate: 30,
          measurements: [
            .init(
              update: 30, split: "test", mode: "native", metric: "mse",
              value: (isSolved ? 0.001 : 0.16) + 1e-4 * Double(run.replicate))
          ],
          verdicts: [.init(split: "test", mode: "native", isSolved: isSolved)],
          timing: .init(wallSeconds: 0, processorSeconds: 0)))
    }
    return try #require(try ComparisonView(plan, store: store)).text(isColored: false)
  }

  @Test func theSolveRateHasItsInterval() throws {
    let lines = try text(solved: 7).split(separator: "\n").map(String.init)
    // B_.025(7, 4) = 0.3475 and B_.975(8, 3) = 0.9333; 1 − 0.025^(1/10) = 0.3085.
    #expect(lines.contains { $0.hasPrefix("sigmoid") && $0.hasSuffix("7 of 10  [35 %, 93 %]") })
    #expect(lines.contains { $0.hasPrefix("bernoulli") && $0.hasSuffix("0 of 10   [0 %, 31 %]") })
    #expect(lines.last == "read the solve rate with its 95 % interval (Clopper–Pearson), not the mean.")
  }

  /// Floors depend on the task: where the axis changes it, one row for all would be another task's.
  @Test func floorsOfAnotherTaskAreNamed() async throws {
    let text = SmallSweep.text.replacing(
      "compare: {axis: gates.all, baseline: {kind: sigmoid}, metric: test.native.mse}",
      with: "compare: {axis: task.steps, baseline: 12, metric: test.native.mse}"
    ).replacing("sweep:\n", with: "sweep:\n  task.steps: [12, 15]\n")
    let plan = try SmallSweep.plan(text: text)
    try await SmallSweep.run(plan, in: folder["r"])
    let table = try #require(try ComparisonView(plan, store: RunStore(folder["r"]))).text(isColored: false)
    let floors = table.split(separator: "\n").map {
      $0.prefix { $0 != " " } + $0.drop { $0 != " " }.prefix(3)
    }
    #expect(floors.filter { $0.hasPrefix("chance ") }.count == 3)
    for steps in [12, 15] { #expect(floors.filter { $0 == "constant, \(steps)" }.count == 3) }
    #expect(!floors.contains { $0.hasPrefix("constant ") })
  }

  @Test(arguments: [0, 10]) func oneModeNeedsNoWarning(solved: Int) throws {
    #expect(try !text(solved: solved).contains("two modes"))
  }
}
