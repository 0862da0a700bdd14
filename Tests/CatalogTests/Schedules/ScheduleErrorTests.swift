import Catalog
import Testing

/// What a person reads who gets a schedule wrong.
@Suite struct ScheduleErrorTests {
  private static let good: [String: ParameterValue] = [
    "schedule": .text("exponential"), "from": .number(1), "to": .number(0.1), "updates": .number(2000),
  ]

  private func message(
    _ change: [String: ParameterValue?], of parameter: Parameter = ScheduleTests.temperature
  )
    -> String
  {
    var map = Self.good
    for (key, value) in change { map[key] = value }
    do {
      _ = try ScheduleCatalog().schedule(map, of: parameter)
      return "no error"
    } catch {
      return error.description
    }
  }

  @Test func noError() { #expect(message([:]) == "no error") }

  @Test func anUnknownKey() {
    #expect(
      message(["update": .number(3)])
        == "exponential has no parameter 'temperature.update' (did you mean 'temperature.updates'?); it has "
        + "temperature.from, temperature.to, temperature.updates")
  }

  @Test func aMissingKey() {
    #expect(
      message(["to": nil]) == "exponential needs 'temperature.to': a number ≥ 1e-06 and ≤ 1000000")
  }

  @Test func noSchedule() {
    #expect(
      message(["schedule": nil])
        == "a schedule needs 'temperature.schedule': one of \(ScheduleCatalog().kinds.joined(separator: ", "))"
    )
  }

  @Test func anUnknownSchedule() {
    #expect(
      message(["schedule": .text("exponental")])
        == "'temperature.schedule' is exponental, expected one of \(ScheduleCatalog().kinds.joined(separator: ", ")) "
        + "(did you mean 'exponential'?)")
  }

  @Test func ends() {
    #expect(message(["to": .number(0)]) == "'temperature.to' is 0, expected a number ≥ 1e-06 and ≤ 1000000")
    let anyNumber = Parameter("threshold", .number(.finite), isSchedulable: true, summary: "Threshold.")
    #expect(message(["to": .number(-1)], of: anyNumber) == "'threshold.to' is -1, expected a number > 0")
    #expect(message(["schedule": .text("linear"), "to": .number(-1)], of: anyNumber) == "no error")
  }

  @Test(arguments: [0, 0.5, -3, 2e9])
  func updates(_ count: Double) {
    #expect(
      message(["updates": .number(count)])
        == "'temperature.updates' is \(ParameterValue.text(of: count)), expected a whole number ≥ 1 and ≤ 1000000000"
    )
  }

  @Test func aSlopeThatLeavesTheRange() {
    let parameter = Parameter("width", .number(Bounds(0.5, 1)), isSchedulable: true, summary: "Width.")
    do {
      _ = try ScheduleCatalog().schedule(["schedule": .text("slope_annealed")], of: parameter)
      Issue.record("no error")
    } catch {
      #expect(
        error.description
          == "'width' is a schedule from 1.0 to 0.2, expected a number ≥ 0.5 and ≤ 1")
    }
  }

  @Test func aParameterThatStaysAsItIs() {
    let fixed = Parameter("rate", .number(.positive), summary: "Rate.")
    #expect(message([:], of: fixed).hasSuffix("expected a number > 0, not a schedule"))
  }
}
