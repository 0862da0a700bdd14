import Catalog
import Testing

@Suite struct StepScheduleTests {
  private static func step(_ from: Double, _ to: Double, _ factor: Double, _ every: Double) -> ParameterValue
  {
    .map([
      "schedule": .text("step"), "from": .number(from), "to": .number(to), "factor": .number(factor),
      "every": .number(every),
    ])
  }

  @Test func aStaircase() throws {
    let schedule = try ScheduleTests.schedule(Self.step(8, 0.75, 0.5, 10))
    let updates = [0, 9, 10, 19, 20, 30, 39, 40, 41, 1_000_000_000]
    #expect(updates.map { schedule.value(update: $0, epoch: 0) } == [8, 8, 4, 4, 2, 1, 1, 0.75, 0.75, 0.75])
  }

  /// The default factor is a tenth.
  @Test func aTenthByDefault() throws {
    let schedule = try ScheduleTests.schedule(
      .map(["schedule": .text("step"), "from": .number(1), "to": .number(0.001), "every": .number(1)]))
    #expect(
      (0...4).map { schedule.value(update: $0, epoch: 0) } == [
        1, 0.1, 0.010000000000000002, 0.0010000000000000002, 0.001,
      ])
  }

  @Test func itGoesDown() {
    #expect(throws: ParameterError.self) { try ScheduleTests.schedule(Self.step(1, 2, 0.5, 10)) }
    #expect(throws: ParameterError.self) { try ScheduleTests.schedule(Self.step(1, 0.5, 1, 10)) }
  }
}
