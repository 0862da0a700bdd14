import Catalog
import Gating
import SluiceTesting
import Testing

@Suite struct HardConcreteGateTests {
  private func gate(_ settings: [String: ParameterValue] = [:]) throws -> HardConcreteGate {
    try HardConcreteGate(Parameters(HardConcreteGate.description, settings))
  }

  /// P(g = 0) and P(g = 1), by integrals that break where the gate is clipped, to the digits of the catalog of gates.
  @Test(arguments: [(0.0, 0.1682, 0.1682), (2, 0.0266, 0.5990)])
  func certainties(_ z: Double, _ closed: Double, _ open: Double) throws {
    let gate = try gate()
    let zero = LawQuadrature().expectation(of: gate, at: z) { g, _ in g == 0 ? 1 : 0 }
    let one = LawQuadrature().expectation(of: gate, at: z) { g, _ in g == 1 ? 1 : 0 }
    #expect(abs(zero - closed) <= 0.5e-4 && abs(one - open) <= 0.5e-4)
    // The closed forms: β·ln(γ/−ζ) and its mirror image.
    let shift = 2.0 / 3 * VectorMath.log(11.0)
    #expect(abs(zero - (1 - VectorMath.sigmoid(z + shift))) < 1e-14)
    #expect(abs(one - VectorMath.sigmoid(z - shift)) < 1e-14)
  }

  /// Clipped gates have slope 0, others (ζ − γ) times that of the Concrete gate at the same draw.
  @Test func slopes() throws {
    let concrete = try BinaryConcreteGate(Parameters(BinaryConcreteGate.description))
    let z = [Double](repeating: 0.5, count: 99)
    let u = (1...99).map { Double($0) / 100 }
    let (gates, slopes) = Double.sample(try gate(), z, u)
    let plain = Double.sample(concrete, z, u)
    for i in z.indices {
      let clipped = gates[i] == 0 || gates[i] == 1
      #expect(abs(slopes[i] - (clipped ? 0 : 1.2 * plain.slopes[i])) < 1e-15)
      #expect(abs(gates[i] - min(max(1.2 * plain.gates[i] - 0.1, 0), 1)) < 1e-15)
    }
    #expect(gates.contains(0) && gates.contains(1))
  }

  /// clip(1.2·σ(z) − 0.1): closed below z = −ln 11, open above ln 11.
  @Test func nativeEvaluation() throws {
    let gates = Double.evaluate(try gate(), [-2.5, 0, 1.3862943611198906, 2.5], .native)
    #expect(gates[0] == 0 && gates[3] == 1)
    #expect(abs(gates[1] - 0.5) < 1e-15 && abs(gates[2] - 0.86) < 1e-15)
  }

  @Test func endsThatAreRefused() {
    #expect(throws: ParameterError.self) { try gate(["low": .number(0)]) }
    #expect(throws: ParameterError.self) { try gate(["high": .number(1)]) }
  }
}
