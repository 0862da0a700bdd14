import Catalog
import Gating
import SluiceTesting
import Testing

@Suite struct HardSigmoidGateTests {
  private func gate(_ form: String, _ slope: Double? = nil) throws -> HardSigmoidGate {
    var settings: [String: ParameterValue] = ["form": .text(form)]
    if let slope { settings["slope"] = .number(slope) }
    return try HardSigmoidGate(Parameters(HardSigmoidGate.description, settings))
  }

  /// The forms disagree: at z = 1 they are 2/3, 0.7, 3/4 and, with a = 1, 1.
  @Test(
    arguments: [
      ("torch", nil, 2.0 / 3, 1.0 / 6), ("keras2", nil, 0.7, 0.2), ("taylor", nil, 0.75, 0.25),
      ("slope", nil, 1, 0), ("slope", 0.5, 0.75, 0.25),
    ] as [(String, Double?, Double, Double)])
  func atOne(_ form: String, _ slope: Double?, _ value: Double, _ derivative: Double) throws {
    let gate = try gate(form, slope)
    let (gates, slopes) = Double.sample(gate, [1], [])
    #expect(abs(gates[0] - value) < 1e-15 && abs(slopes[0] - derivative) < 1e-16)
    let single = Float.sample(gate, [1], [])
    #expect(abs(single.gates[0] - Float(value)) < 1e-7 && abs(single.slopes[0] - Float(derivative)) < 2e-8)
    #expect(Double.evaluate(gate, [1], .native) == gates && Double.evaluate(gate, [1], .mean) == gates)
  }

  /// At the ends of the interval the gate is exactly 0 and 1 and the slope 0; just inside it has its slope.
  @Test(arguments: [("torch", 3.0), ("keras2", 2.5), ("taylor", 2), ("slope", 1)])
  func ends(_ form: String, _ end: Double) throws {
    let gate = try gate(form)
    let (gates, slopes) = Double.sample(gate, [-end - 1, -end, end, end + 1, -end + 1e-6, end - 1e-6], [])
    #expect(gates[..<4] == [0, 0, 1, 1] && slopes[..<4] == [0, 0, 0, 0])
    #expect(slopes[4] > 0 && slopes[5] > 0)
    let single = Float.sample(gate, [-Float(end), Float(end)], [])
    #expect(single.gates == [0, 1] && single.slopes == [0, 0])
  }

  @Test func aSlopeNeedsItsForm() {
    #expect(
      throws: ParameterError.conflict(
        names: ["form", "slope"], reason: "a slope is read with form: slope only")
    ) { try gate("torch", 2) }
    #expect(throws: Never.self) { try gate("slope", 2) }
  }
}
