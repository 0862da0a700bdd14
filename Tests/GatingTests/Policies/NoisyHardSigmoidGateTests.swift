import Catalog
import Gating
import SluiceTesting
import Testing

@Suite struct NoisyHardSigmoidGateTests {
  private func gate(_ settings: [String: ParameterValue] = [:]) throws -> NoisyHardSigmoidGate {
    try NoisyHardSigmoidGate(Parameters(NoisyHardSigmoidGate.description, settings))
  }

  /// Where the hard sigmoid is not flat there is neither leak nor noise.
  @Test func theMiddle() throws {
    let z = [-1.9, -1, 0, 0.5, 1.75]
    for u in [0.01, 0.5, 0.99] {
      let (gates, slopes) = Double.sample(try gate(), z, z.map { _ in u })
      for (g, x) in zip(gates, z) { #expect(abs(g - (x / 4 + 0.5)) < 1e-15) }
      #expect(slopes.allSatisfy { $0 == 0.25 })
    }
  }

  /// At z = 6: h = 1, v = 2, Δ = −1; with |ε| = 1, which is u = 2Φ(−1), 1.15 − 0.3 + 0.25·(σ(−1) − ½)². Mirrored
  /// at −6.
  @Test func beyondTheKinks() throws {
    let depth = VectorMath.sigmoid(-1.0) - 0.5
    let noise = 0.25 * depth * depth
    let u = 2 * 0.15865525393145707
    let gates = Double.sample(try gate(), [6, -6, 6, -6], [u, 1 - u, 1 - u, u]).gates
    #expect(abs(gates[0] - (0.85 + noise)) < 1e-14)
    #expect(abs(gates[1] - (0.15 - noise)) < 1e-14)
    #expect(gates[2] < gates[0] && gates[3] > gates[1], "a smaller u opens the gate")
    let native = Double.evaluate(try gate(), [6, -6], .native)
    #expect(abs(native[0] - (0.85 + noise * 0.7978845608028654)) < 1e-15)
    #expect(abs(native[0] + native[1] - 1) < 1e-15)
    #expect(sameBits(native, Double.evaluate(try gate(), [6, -6], .mean)))
    let variance = Double.variance(try gate(), [6, 1])
    #expect(abs(variance[0] - noise * noise * (1 - 2 / Double.pi)) < 1e-15 && variance[1] == 0)
  }

  /// What the bounded gates never do, and this one is published to do.
  @Test func itLeavesTheInterval() throws {
    let far = Double.evaluate(try gate(), [26, 31, -31], .native)
    #expect(far[0] > 0 && far[1] < 0 && far[2] > 1)
    let (gates, slopes) = Double.sample(try gate(), [2.5, 3], [0.5, 0.5])
    #expect(gates[1] < gates[0] && slopes[1] < 0)
  }

  @Test func aLeakIsNeeded() {
    #expect(throws: ParameterError.self) { try gate(["alpha": .number(1)]) }
  }
}
