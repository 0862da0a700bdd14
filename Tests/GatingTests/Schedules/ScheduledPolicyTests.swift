import Catalog
import Gating
import SluiceTesting
import Testing

/// A straight or exponential way between two numbers.
func ramp(_ kind: String, _ from: Double, _ to: Double, _ updates: Double) -> ParameterValue {
  .map(["schedule": .text(kind), "from": .number(from), "to": .number(to), "updates": .number(updates)])
}

@Suite struct ScheduledPolicyTests {
  private let falling = ramp("exponential", 1, 0.1, 2000)

  @Test func labels() throws {
    let catalog = PolicyCatalog()
    #expect(try catalog.scheduled("sigmoid").label == "sigmoid")
    #expect(try catalog.scheduled("sigmoid", ["temperature": .number(1)]).label == "sigmoid")
    #expect(
      try catalog.scheduled("bernoulli", ["probability_temperature": .number(0.5)]).label
        == "bernoulli probability_temperature=0.5")
    #expect(
      try catalog.scheduled("sigmoid", ["temperature": falling]).label
        == "sigmoid temperature={from: 1, schedule: exponential, to: 0.1, updates: 2000}")
  }

  /// clip((2·0.25 + 1)/2) at epoch 25, where the slope has grown to 2.
  @Test func aGrowingSlope() throws {
    let gates = try PolicyCatalog().scheduled(
      "hard_sigmoid", ["form": .text("slope"), "slope": .map(["schedule": .text("growing_slope")])])
    #expect(Double.evaluate(gates.value(update: 0, epoch: 25), [0.25], .native) == [0.75])
  }

  /// A default said aloud, and a schedule's default said aloud, are the same specification.
  @Test func equality() throws {
    let catalog = PolicyCatalog()
    #expect(
      try catalog.scheduled("sigmoid") == catalog.scheduled("sigmoid", ["temperature": .number(1)]))
    let brief = ParameterValue.map(["schedule": .text("slope_annealed")])
    let full = ParameterValue.map([
      "schedule": .text("slope_annealed"), "rate": .number(0.04), "cap": .number(5),
    ])
    #expect(
      try catalog.scheduled("sigmoid", ["temperature": brief])
        == catalog.scheduled("sigmoid", ["temperature": full]))
    #expect(
      try catalog.scheduled("sigmoid") != catalog.scheduled("sigmoid", ["temperature": .number(2)]))
    #expect(try catalog.scheduled("sigmoid") != catalog.scheduled("bernoulli"))
  }

  @Test func thePolicyInForce() throws {
    let specification = try PolicyCatalog().scheduled("sigmoid", ["temperature": falling])
    #expect(specification.isScheduled)
    func temperature(_ update: Int) throws -> Double {
      try #require(specification.value(update: update, epoch: 0) as? SigmoidGate).temperature
    }
    #expect(try temperature(0) == 1)
    #expect(try abs(temperature(1000) - 0.31622776601683794) < 1e-15)
    #expect(try temperature(2000) == 0.1)
    #expect(try temperature(50_000) == 0.1)
  }

  @Test func nothingScheduled() throws {
    let specification = try PolicyCatalog().scheduled("hard_threshold", ["threshold": .number(0.25)])
    #expect(!specification.isScheduled)
    #expect((specification.value(update: 9, epoch: 9) as? HardThresholdGate)?.threshold == 0.25)
    #expect(specification.settings.map(\.name) == ["threshold"])
  }

  @Test func errors() throws {
    #expect(throws: ParameterError.self) {
      try PolicyCatalog().scheduled("sigmoid", ["temprature": .number(1)])
    }
    #expect(throws: ParameterError.self) {
      try PolicyCatalog().scheduled("sigmoid", ["temprature": falling])
    }
    #expect(throws: ParameterError.self) {
      try PolicyCatalog().scheduled("sigmoid", ["temperature": .number(-1)])
    }
  }

  /// A constraint between two parameters that only the ends of their schedules break is found beforehand.
  @Test func constraintsHoldOverTheWholeRun() throws {
    let rising = ramp("linear", 0.2, 0.9, 10)
    #expect(throws: ParameterError.conflict(names: ["low", "high"], reason: "low must be below high")) {
      try ScheduledKind(PolicyCatalog.Row(OrderedGate.self), ["low": rising])
    }
    _ = try ScheduledKind(PolicyCatalog.Row(OrderedGate.self), ["low": ramp("linear", 0, 0.4, 10)])
  }
}

/// A gate with a constraint between its parameters: clip((z − low)/(high − low), 0, 1).
private struct OrderedGate: ElementwiseGatePolicy {
  static let description = KindDescription(
    "ordered", summary: "A ramp.",
    parameters: [
      Parameter("low", .number(.probability), default: .number(0), isSchedulable: true, summary: "Start."),
      Parameter("high", .number(.probability), default: .number(0.5), isSchedulable: true, summary: "End."),
    ])
  let low, high: Double
  init(_ parameters: Parameters) throws(ParameterError) {
    low = parameters.number("low")
    high = parameters.number("high")
    guard low < high else { throw .conflict(names: ["low", "high"], reason: "low must be below high") }
  }
  var drawsPerUnit: Int { 0 }
  var derivative: GateDerivative { .pathwise }
  func sample<Scalar: GateScalar>(_ z: Scalar, uniforms: (Scalar, Scalar)) -> (gate: Scalar, slope: Scalar) {
    let ramp = (z - Scalar(low)) / Scalar(high - low)
    return (ramp.clippedToUnit, ramp > 0 && ramp < 1 ? 1 / Scalar(high - low) : 0)
  }
  func evaluate<Scalar: GateScalar>(_ z: Scalar) -> Scalar { sample(z, uniforms: (0.5, 0.5)).gate }
  func mean<Scalar: GateScalar>(_ z: Scalar) -> Scalar { evaluate(z) }
}
