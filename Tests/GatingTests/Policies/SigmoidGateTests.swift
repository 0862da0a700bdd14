import Catalog
import Gating
import SluiceTesting
import Testing

@Suite struct SigmoidGateTests {
  private func gate(_ temperature: Double = 1) throws -> SigmoidGate {
    try SigmoidGate(Parameters(SigmoidGate.description, ["temperature": .number(temperature)]))
  }

  /// σ(ln 4) = 4/5 and σ(ln 9) = 9/10, with slopes 4/25 and 9/100.
  @Test func valuesByHand() throws {
    let z = [0, 1.3862943611198906, 2.1972245773362196, -1.3862943611198906]
    let (gates, slopes) = Double.sample(try gate(), z, [])
    for (found, expected) in zip(gates, [0.5, 0.8, 0.9, 0.2]) { #expect(abs(found - expected) < 4e-16) }
    for (found, expected) in zip(slopes, [0.25, 0.16, 0.09, 0.16]) { #expect(abs(found - expected) < 2e-16) }
    #expect(gates[0] == 0.5 && slopes[0] == 0.25)
  }

  /// The worked example's forget and input gates: σ(92), σ(43) and their like round to 1, their slopes do not vanish.
  @Test func saturation() throws {
    let (gates, slopes) = Float.sample(try gate(), [92, 177, 136, 22, 43, 64], [])
    #expect(gates == [1, 1, 1, 1, 1, 1])
    // σ′(22) = e⁻²² to seven figures, where 1 − g would be 0.
    #expect(abs(slopes[3] - 2.789468e-10) < 1e-15)
    #expect(slopes[4] > 0)
  }

  @Test func theTemperatureDividesThePreActivation() throws {
    let z: [Double] = [-3, -0.25, 0, 0.5, 2]
    let sharp = Double.sample(try gate(0.25), z, [])
    let plain = Double.sample(try gate(), z.map { $0 * 4 }, [])
    #expect(sharp.gates == plain.gates)
    #expect(sharp.slopes == plain.slopes.map { $0 * 4 })
  }

  @Test(arguments: [0, -1, .nan, .infinity, 1e-7, 1e7])
  func temperaturesThatAreRefused(_ temperature: Double) {
    #expect(throws: ParameterError.self) { try gate(temperature) }
  }
}
