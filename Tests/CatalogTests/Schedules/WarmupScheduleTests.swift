import Catalog
import Testing

@Suite struct WarmupScheduleTests {
  private static func warmup(_ warmup: Double, _ updates: Double, to: Double = 0.25) -> ParameterValue {
    .map([
      "schedule": .text("warmup"), "from": .number(0.5), "peak": .number(2), "to": .number(to),
      "warmup": .number(warmup), "updates": .number(updates),
    ])
  }

  /// Up by 0.5 an update, then 0.25 + 0.875·(1 + cos(π·t/4)).
  @Test func upAndDown() throws {
    let schedule = try ScheduleTests.schedule(Self.warmup(3, 7))
    let found = (0...8).map { schedule.value(update: $0, epoch: 0) }
    let expected = [0.5, 1, 1.5, 2, 1.7437184335382291, 1.125, 0.5062815664617709, 0.25, 0.25]
    for (a, b) in zip(found, expected) { #expect(abs(a - b) <= 4 * b.ulp) }
    #expect(found[0] == 0.5 && found[3] == 2 && found[7] == 0.25)
    #expect(schedule.ends == (0.25, 2))
  }

  @Test func aWarmUpAlone() throws {
    let schedule = try ScheduleTests.schedule(Self.warmup(2, 3, to: 2))
    #expect((0...5).map { schedule.value(update: $0, epoch: 0) } == [0.5, 1.25, 2, 2, 2, 2])
  }

  @Test func theWarmUpEndsFirst() {
    #expect {
      _ = try ScheduleTests.schedule(Self.warmup(7, 7))
    } throws: {
      "\($0)"
        == "'temperature.warmup' and 'temperature.updates': the warm-up of 7 updates ends before update 7"
    }
  }
}
