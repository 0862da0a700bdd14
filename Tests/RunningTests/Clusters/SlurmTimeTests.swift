import Planning
import Running
import Studies
import TestSupport
import Testing

/// Times and memory as Slurm reads them.
@Suite struct SlurmTimeTests {
  @Test(arguments: [
    ("90", 5400), ("90:30", 5430), ("1:30:00", 5400), ("2-12", 216_000), ("2-12:30", 217_800),
    ("0-00:20:00", 1200), ("1-0:0:1", 86_401),
  ])
  func areRead(text: String, seconds: Int) { #expect(SlurmTime(text)?.seconds == seconds) }

  @Test(arguments: [
    "", "0", "1h", "-1", "1:2:3:4", "1-", "1-2-3", "1:", "²", "99999999999999999999", "INFINITE",
  ])
  func areRefused(text: String) { #expect(SlurmTime(text) == nil) }

  /// Twice the longest share and ten minutes, up to whole ten minutes; half as much memory again.
  @Test func limitsLeaveRoom() throws {
    let plan = try SmallSweep.plan()
    var clock = TrialClock()
    clock.pass(.read, 1, at: 0)
    clock.end(at: 3000)
    let pace = try #require(RunPace(clock, of: plan.cells[0].specification, isWhole: true))
    let estimate = try #require(TimeEstimate(plan, jobs: 1, paces: [0: pace, 1: pace, 2: pace]))
    // Nine runs in four tasks: three in the longest.
    let longest = estimate.seconds(ofShares: 4, replicates: 3, jobs: 1)
    let limits = TaskLimits(plan, estimate, tasks: 4, jobs: 1)
    #expect(limits.seconds == 2 * longest + 600)
    #expect(
      Double(limits.time.seconds) >= limits.seconds && Double(limits.time.seconds) < limits.seconds + 600)
    #expect(TaskLimits(plan, nil, tasks: 4, jobs: 1).time.text == "0-00:10:00")
    let more =
      TaskLimits(plan, nil, tasks: 4, jobs: 10_000).bytes - TaskLimits(plan, nil, tasks: 4, jobs: 1).bytes
    let largest = plan.cells.map { RunMemory($0.specification).bytes }.max() ?? 0
    #expect(more > 1.4 * 9_999 * largest && more < 1.6 * 9_999 * largest + 0x1p26)
  }
}
