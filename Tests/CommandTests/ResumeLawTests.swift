import Sluice
import TestSupport
import Testing

/// For every entry of every catalog: a training that goes on from a checkpoint comes to the outcome of one that was never stopped, and a
/// longer training goes on from a shorter one.
@Suite struct ResumeLawTests {
  @Test(arguments: GoldenValueTests.cases) func goesOn(_ entry: GoldenValueTests.Case) throws {
    let (short, long) = (try entry.plan(), try entry.plan(["training.updates=5"]))
    for (run, longer) in zip(short.runs, long.runs) {
      let states = KeptStates()
      let outcome = try run.outcome(states)
      guard outcome.status == .completed else { continue }
      #expect(states.states.count == 4)
      for state in states.states {
        let rest = KeptStates(from: state)
        #expect(try run.outcome(rest) == outcome, "from update \(state.update)")
        #expect(rest.resumed == state.update && rest.refusal == nil)
      }
      #expect(longer.trajectoryID == run.trajectoryID && longer.id != run.id)
      let rest = KeptStates(from: states.states.last)
      #expect(try longer.outcome(rest) == longer.outcome(KeptStates()), "a longer run")
      #expect(rest.resumed == 3)
    }
  }
}
