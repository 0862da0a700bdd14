import Planning
import Reports
import Running
import TestSupport
import Testing

/// What is shown of a sweep's scores while it runs.
@Suite struct LiveScoresTests {
  private func measurement(_ value: Double?, _ update: Int, _ split: String = "validation") -> Measurement {
    Measurement(update: update, split: split, mode: "native", metric: "mse", value: value)
  }

  /// Scores of a plan, each the runs' index plus one over the update plus one.
  private func scores(_ plan: ExperimentPlan, updates: Int = 30) throws -> LiveScores {
    var scores = try #require(LiveScores(plan))
    for (index, run) in plan.runs.enumerated() {
      for update in stride(from: 0, through: updates, by: 10) {
        scores.take([measurement(Double(index + 1) / Double(update + 1), update)], of: run)
      }
      scores.finish(run)
    }
    return scores
  }

  /// A sweep of so many cells, of which nothing is compared.
  private func cells(_ count: Int) throws -> ExperimentPlan {
    let sizes = (1...count).map(String.init).joined(separator: ", ")
    return try SmallSweep.plan(["sweep={network.hidden: [\(sizes)]}"], text: SmallSweep.uncompared)
  }

  @Test func aRowForEachValueOfTheComparedAxis() throws {
    let plan = try SmallSweep.plan()
    var scores = try #require(LiveScores(plan))
    #expect(scores.report(for: TextDrawing()).blocks.isEmpty)
    let runs = Array(plan.runs)
    // Of sigmoid three runs, of which one is further; of bernoulli one; other splits and modes do not count.
    scores.take([measurement(0.5, 0), measurement(0.1, 0, "test")], of: runs[0])
    scores.take([measurement(0.25, 0)], of: runs[1])
    scores.take([measurement(0.125, 10)], of: runs[0])
    scores.take([measurement(0.75, 0)], of: runs[3])
    scores.finish(runs[0])
    let lines = TextDrawing().lines(scores.report(for: TextDrawing()))
    #expect(
      lines == [
        "validation.native.mse, lower is better; best so far 0.12500, of sigmoid",
        "gates.all   latest     best    runs  curve", "sigmoid    0.12500  0.12500  1 of 3  █▁",
        "bernoulli  0.75000  0.75000  0 of 3  ▅", "… and 1 more value",
      ])
  }

  @Test func undefinedScoresAreNoBest() throws {
    let plan = try SmallSweep.plan()
    var scores = try #require(LiveScores(plan))
    scores.take([measurement(nil, 0)], of: plan.runs[0])
    #expect(scores.report(for: TextDrawing()).blocks.isEmpty && scores.sentence == nil)
    scores.take([measurement(2, 10), measurement(.nan, 20)], of: plan.runs[0])
    #expect(scores.sentence == "The best validation.native.mse so far is 2.0000, of sigmoid.")
    scores.finish(plan.runs[0], isDiverged: true)
    #expect(TextDrawing().text(scores.report(for: TextDrawing())).contains("1 run has diverged"))
  }

  @Test(arguments: [40, 60, 80, 120, 200], [1, 8, 30]) func noRowIsBroken(width: Int, count: Int) throws {
    let plan = try cells(count)
    for isASCII in [false, true] {
      let drawing = TextDrawing(width: width, isASCII: isASCII)
      let report = try scores(plan).report(for: drawing)
      let lines = drawing.lines(report)
      #expect(lines.allSatisfy { $0.count <= width }, "\(lines)")
      let rows = try #require(
        report.blocks.compactMap { block in
          if case .table(let table) = block { table } else { nil }
        }.first)
      #expect(rows.rows.count == min(count, LiveScores.mostRows))
      // The header and the rows take one line each.
      #expect(drawing.lines(rows).count == rows.rows.count + 1, "\(lines)")
      #expect(lines.contains { $0.contains("and \(count - 8) more") } == (count > 8))
    }
  }

  @Test func theLatestAreShown() throws {
    let plan = try cells(30)
    var scores = try scores(plan)
    scores.take([measurement(9, 30)], of: plan.runs[0])
    let text = TextDrawing().text(scores.report(for: TextDrawing(), rows: 3))
    #expect(text.contains("network.hidden=1 ") && text.contains("=30 ") && text.contains("=29 "))
    #expect(text.contains("… and 27 more cells"))
  }

  /// Runs of a shard are counted among those of the shard.
  @Test func aShardCountsItsOwnRuns() throws {
    let plan = try SmallSweep.plan()
    var scores = try #require(LiveScores(plan, runs: [0, 2, 3]))
    scores.take([measurement(1, 0)], of: plan.runs[0])
    #expect(TextDrawing().text(scores.report(for: TextDrawing())).contains("0 of 2"))
  }

  /// What a run shows while it computes is what its record has.
  @Test func recordsSayTheSame() async throws {
    let folder = TemporaryFolder()
    let plan = try SmallSweep.plan()
    try await SmallSweep.run(plan, in: folder["r"])
    var sweep = FollowedSweep(plan, store: RunStore(folder["r"]))
    try sweep.refresh()
    let lines = TextDrawing().lines(sweep.scoreReport(for: TextDrawing()))
    #expect(lines.count == 5 && lines[2].hasPrefix("sigmoid") && lines[2].contains("3 of 3"))
    #expect(sweep.timeLeft == nil)
  }

  @Test func theTimeLeftIsThatOfFinishedRuns() async throws {
    let folder = TemporaryFolder()
    let plan = try SmallSweep.plan()
    try await SmallSweep.run(plan, in: folder["r"], shard: #require(Shard("1/3")))
    var sweep = FollowedSweep(plan, store: RunStore(folder["r"]), jobs: 2)
    #expect(sweep.timeLeft == nil)
    try sweep.refresh()
    let left = try #require(sweep.timeLeft)
    #expect(left.hasPrefix("about ") && left.hasSuffix(" left at 2 jobs"), "\(left)")
    var silent = FollowedSweep(plan, store: RunStore(folder["r"]))
    try silent.refresh()
    #expect(silent.timeLeft == nil)
  }
}
