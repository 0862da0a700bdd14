import Catalog
import Testing

@Suite struct ScheduleTests {
  static let temperature = Parameter(
    "temperature", .number(Bounds(1e-6, 1e6)), default: .number(1), isSchedulable: true,
    summary: "Temperature.")

  static func ramp(_ kind: String, _ from: Double, _ to: Double, _ updates: Double) -> ParameterValue {
    .map(["schedule": .text(kind), "from": .number(from), "to": .number(to), "updates": .number(updates)])
  }

  /// The schedule that a map stands for.
  static func schedule(_ value: ParameterValue, of parameter: Parameter = temperature) throws -> any Schedule
  {
    guard case .map(let map) = value else { preconditionFailure("a schedule is a map") }
    return try ScheduleCatalog().schedule(map, of: parameter).value
  }

  private func values(_ value: ParameterValue, at updates: [Int]) throws -> [Double] {
    let schedule = try Self.schedule(value)
    return updates.map { schedule.value(update: $0, epoch: 0) }
  }

  @Test func linear() throws {
    #expect(
      try values(Self.ramp("linear", 1, 0.1, 2000), at: [0, 1000, 1500, 2000, 2001, 90_000])
        == [1, 0.55, 0.32499999999999996, 0.1, 0.1, 0.1])
    #expect(try values(Self.ramp("linear", 2, 6, 4), at: [0, 1, 2, 3, 4]) == [2, 3, 4, 5, 6])
  }

  /// 1, 10^−½, 10⁻¹, … to a few ulp, and the ends exactly.
  @Test func exponential() throws {
    let found = try values(Self.ramp("exponential", 1, 0.01, 4), at: [0, 1, 2, 3, 4, 5])
    let expected = [1, 0.31622776601683794, 0.1, 0.03162277660168379, 0.01, 0.01]
    for (a, b) in zip(found, expected) { #expect(abs(a - b) <= 4 * b.ulp) }
    #expect(found[0] == 1 && found[4] == 0.01 && found[5] == 0.01)
  }

  /// The exact bits, which must be the same on every machine.
  @Test func exponentialBits() throws {
    let found = try values(Self.ramp("exponential", 1, 0.1, 2000), at: [1, 500, 1000, 1999])
    #expect(
      found.map { String($0.bitPattern, radix: 16) } == [
        "3feff692f4303d67", "3fe1feb33c1c381e", "3fd43d1362484910", "3fb9a12642bc7d62",
      ])
  }

  @Test(
    arguments: ["linear", "exponential"],
    [(1.0, 0.1), (0.1, 1), (0.7, 0.7), (1e-6, 1e6), (0.3, 0.30000000000000004)])
  func everyValueLiesBetweenTheEnds(_ kind: String, _ ends: (Double, Double)) throws {
    let found = try values(Self.ramp(kind, ends.0, ends.1, 977), at: Array(0...1000))
    #expect(found.allSatisfy { $0 >= min(ends.0, ends.1) && $0 <= max(ends.0, ends.1) })
    let steps = zip(found, found.dropFirst())
    #expect(ends.0 <= ends.1 ? steps.allSatisfy { $0 <= $1 } : steps.allSatisfy { $0 >= $1 })
    #expect(found[0] == ends.0 && found[977] == ends.1)
  }

  /// τ = 1/min(5, 1 + 0.04·epoch), whatever the update.
  @Test func slopeAnnealed() throws {
    let schedule = try Self.schedule(.map(["schedule": .text("slope_annealed")]))
    #expect(
      [0, 25, 75, 100, 101, 5000].map { schedule.value(update: 7, epoch: $0) } == [
        1, 0.5, 0.25, 0.2, 0.2, 0.2,
      ])
    #expect(schedule.value(update: 0, epoch: 10) == 1 / 1.4)
  }

  /// a = min(5, 1 + 0.04·epoch): the reciprocal of slope_annealed, for settings that are slopes.
  @Test func growingSlope() throws {
    let slope = Parameter("slope", .number(Bounds(1e-6, 1e6)), isSchedulable: true, summary: "Slope.")
    let schedule = try Self.schedule(.map(["schedule": .text("growing_slope")]), of: slope)
    #expect([0, 25, 75, 100, 101, 5000].map { schedule.value(update: 7, epoch: $0) } == [1, 2, 4, 5, 5, 5])
  }

  @Test func aSingleUpdate() throws {
    #expect(try values(Self.ramp("linear", 1, 3, 1), at: [0, 1, 2]) == [1, 3, 3])
  }

  @Test func theMapFormReadsBack() throws {
    func mapForm(_ value: ParameterValue) throws -> ParameterValue {
      guard case .map(let map) = value else { preconditionFailure("a schedule is a map") }
      return try ScheduleCatalog().schedule(map, of: Self.temperature).mapForm
    }
    for value in [
      Self.ramp("linear", 1, 0.1, 2000), Self.ramp("exponential", 0.5, 2, 3),
      .map(["schedule": .text("slope_annealed"), "rate": .number(0.1), "cap": .number(3)]),
    ] {
      #expect(try mapForm(value) == value)
    }
    #expect(
      try mapForm(.map(["schedule": .text("slope_annealed")]))
        == .map(["schedule": .text("slope_annealed"), "rate": .number(0.04), "cap": .number(5)]))
  }
}
