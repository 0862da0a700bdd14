import Planning
import Running
import TestSupport
import Testing

@Suite struct RunTimesTests {
  /// Three cells of three runs each, all of the same work.
  @Test func whatIsLeftTakesAsLongAsWhatIsFinished() throws {
    let plan = try SmallSweep.plan(
      ["sweep={training.optimizer.learning_rate: [0.01, 0.02, 0.03]}"], text: SmallSweep.uncompared)
    var times = RunTimes(plan)
    #expect(times.secondsLeft(jobs: 1) == nil)
    for run in plan.runs.prefix(2) { times.add(100, of: run) }
    times.add(50, of: plan.runs[3])
    // One more run of the first cell, two of the second, and three of the third, of which none is known: 250 s for three runs.
    let left = try #require(times.secondsLeft(jobs: 1))
    #expect(abs(left - (100 + 2 * 50 + 250)) < 1e-6)
    #expect(try abs(#require(times.secondsLeft(jobs: 2)) - left / 2) < 1e-6)
    // No faster than the longest run.
    #expect(try #require(times.secondsLeft(jobs: 100)) == 100)
    for run in plan.runs.dropFirst(2) where run != plan.runs[3] { times.add(1, of: run) }
    #expect(times.secondsLeft(jobs: 1) == nil)
  }
}
