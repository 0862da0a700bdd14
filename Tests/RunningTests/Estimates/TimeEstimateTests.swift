import Planning
import Running
import Studies
import TestSupport
import Testing

/// From the paces of some cells to the time of all runs, and the trial that finds them.
@Suite struct TimeEstimateTests {
  private static let sizes = ["sweep={network.hidden: [2, 4, 32]}", "replicates=4"]

  private func plan(_ overrides: [String]) throws -> ExperimentPlan {
    try SmallSweep.plan(overrides, text: SmallSweep.uncompared)
  }

  /// The pace of a cell whose run takes so many seconds.
  private func pace(_ seconds: Double, _ cell: SweepCell) throws -> RunPace {
    var clock = TrialClock()
    clock.pass(.read, 1, at: 0)
    clock.end(at: seconds)
    return try #require(RunPace(clock, of: cell.specification, isWhole: true))
  }

  /// 32 units are nearer to 4 than to 2.
  @Test func anotherCellHasThePaceOfTheNearest() throws {
    let plan = try plan(Self.sizes)
    let paces = [0: try pace(1, plan.cells[0]), 1: try pace(3, plan.cells[1])]
    let estimate = try #require(TimeEstimate(plan, jobs: 2, paces: paces))
    #expect(estimate.secondsPerRun == [1, 3, 3] && estimate.tried == 2)
    #expect(estimate.processorSeconds == 28 && estimate.wallSeconds == 14)
    #expect(TimeEstimate(plan, jobs: 2, paces: [:]) == nil)
    #expect(try #require(TimeEstimate(plan, jobs: 100, paces: paces)).wallSeconds == 3)
  }

  /// Twelve runs of 1, 1, 1, 1, 3 … seconds, dealt out one by one.
  @Test(arguments: [(1, 1, 28.0), (1, 4, 7), (4, 1, 7), (5, 1, 7), (12, 1, 3), (4, 8, 3)])
  func theLongestShare(shares: Int, jobs: Int, seconds: Double) throws {
    let plan = try plan(Self.sizes)
    let paces = [0: try pace(1, plan.cells[0]), 1: try pace(3, plan.cells[1])]
    let estimate = try #require(TimeEstimate(plan, jobs: 2, paces: paces))
    #expect(estimate.seconds(ofShares: shares, replicates: plan.replicates, jobs: jobs) == seconds)
  }

  /// A run of a hundred million updates is left in time; it takes a thousand times as long as one of a hundred thousand, and more than twenty
  /// times by whatever else this machine does in the meantime.
  @Test func aTrialLeavesLongRuns() async throws {
    var seconds: [Double] = []
    for updates in [100_000, 100_000_000] {
      let plan = try plan(["training.updates=\(updates)", "evaluation.every=\(updates)"])
      let estimate = try await TimeEstimate.trying(plan, jobs: 1, seconds: 0.2)
      seconds.append(try #require(estimate).processorSeconds)
    }
    #expect(
      seconds[0] > 0.2 && seconds[1] / seconds[0] > 20 && seconds[1] / seconds[0] < 50_000, "\(seconds)")
  }

  /// A pass through the network cannot be stopped, so that none is begun that takes long.
  @Test func whatIsTooLargeIsNotTried() async throws {
    let plan = try plan(["network.hidden=4096", "training.batch=64"])
    #expect(try await TimeEstimate.trying(plan, jobs: 1, seconds: 1) == nil)
  }

  @Test func inWords() throws {
    let plan = try plan(Self.sizes)
    let paces = [0: try pace(0.0123, plan.cells[0]), 1: try pace(4321, plan.cells[1])]
    let estimate = try #require(TimeEstimate(plan, jobs: 2, paces: paces))
    let times = estimate.times(trial: 1)
    #expect(times.perCell == ["12 ms", "1 h 12 min", "1 h 12 min"])
    #expect(
      times.total.hasPrefix(
        "about 4 h 48 min at 2 jobs, 9 h 36 min of processor time, estimated by trying 2 of 3 cells for 1 s on this machine ("
      ), "\(times.total)")
    // Two runs of the second cell and all four of the third are left.
    let left = estimate.times(trial: 1, finished: [4, 2, 0]).total
    #expect(left.hasSuffix("; 6 of 12 runs are finished, about 3 h 36 min left at 2 jobs"), "\(left)")
    for finished in [[0, 0, 0], [4, 4, 4]] {
      #expect(estimate.times(trial: 1, finished: finished) == times)
    }
  }

  @Test(arguments: [
    (0.000_34, "340 µs"), (0.0034, "3.4 ms"), (0.34, "340 ms"), (3, "3 s"), (3.44, "3.4 s"),
    (65, "1 min 5 s"),
  ])
  func shortTimes(seconds: Double, text: String) { #expect(RoughTime.short(seconds: seconds) == text) }
}
