import Planning
import Running
import Studies
import TestSupport
import Testing

/// How the time of a run follows from what was seen of it.
@Suite struct RunPaceTests {
  /// 240 sequences forward and back, 1,600 forward only.
  private func cell() throws -> CellSpecification { try SmallSweep.plan().cells[1].specification }

  @Test func theDemandOfTheCell() throws {
    let cell = try cell()
    let demand = cell.study.demand(cell)
    #expect(demand.differentiated == 240 && demand.read == 1600)
  }

  /// A tenth of a second before, 2 ms a sequence forward, 5 ms a sequence forward and back.
  @Test func everyKindOfPassHasItsPace() throws {
    let cell = try cell()
    var clock = TrialClock()
    clock.prepare(at: 0.1)
    clock.pass(.read, 50, at: 0.2)
    clock.pass(.differentiated, 8, at: 0.24)
    #expect(clock.hasSeen(cell.study.demand(cell)))
    let pace = try #require(RunPace(clock, of: cell, isWhole: false))
    #expect(abs(pace.seconds(RunCost(cell)) - (0.1 + 1600 * 0.002 + 240 * 0.005)) < 1e-9)
  }

  /// A run that came to its end took what it took.
  @Test func aWholeRun() throws {
    let cell = try cell()
    var clock = TrialClock()
    clock.prepare(at: 0.1)
    clock.pass(.read, 1600, at: 0.3)
    clock.pass(.differentiated, 240, at: 0.7)
    clock.end(at: 1)
    let pace = try #require(RunPace(clock, of: cell, isWhole: true))
    #expect(abs(pace.seconds(RunCost(cell)) - 1) < 1e-9)
  }

  /// A sequence forward and back is three times the work of one forward.
  @Test func oneKindStandsForTheOther() throws {
    let cell = try cell()
    var clock = TrialClock()
    clock.pass(.read, 50, at: 0.1)
    #expect(!clock.hasSeen(cell.study.demand(cell)))
    let pace = try #require(RunPace(clock, of: cell, isWhole: false))
    #expect(abs(pace.seconds(RunCost(cell)) - (1600 + 3 * 240) * 0.002) < 1e-9)
  }

  /// A kind of experiment that reports no passes: 3 of 30 updates in 0.6 s.
  @Test func progressAlone() throws {
    let cell = try cell()
    var clock = TrialClock()
    for _ in 0..<3 { clock.advance() }
    clock.end(at: 0.6)
    let pace = try #require(RunPace(clock, of: cell, isWhole: false))
    #expect(abs(pace.seconds(RunCost(cell)) - 6) < 1e-9)
    #expect(RunPace(TrialClock(), of: cell, isWhole: false) == nil)
  }
}
