import Catalog
import Gating
import SluiceTesting
import Testing

@Suite struct BernoulliGateTests {
  private func gate(_ temperature: Double = 1) throws -> BernoulliGate {
    try BernoulliGate(
      Parameters(BernoulliGate.description, ["probability_temperature": .number(temperature)]))
  }

  /// The worked example's stochastic forget: p = [0.5, 0.8, 0.9], and the units with u < p are on.
  @Test func theWorkedExample() throws {
    let z = [0, 1.3862943611198906, 2.1972245773362196]
    for (u, expected) in [
      ([0.3, 0.85, 0.5], [1.0, 0, 1]), ([0.7, 0.1, 0.95], [0, 1, 0]), ([0.49, 0.79, 0.89], [1, 1, 1]),
      ([0.51, 0.81, 0.91], [0, 0, 0]),
    ] {
      let (gates, slopes) = Double.sample(try gate(), z, u)
      #expect(gates == expected)
      for (found, p) in zip(slopes, [0.5, 0.8, 0.9]) { #expect(abs(found - p) < 4e-16) }
      #expect(
        Float.sample(try gate(), z.map { Float($0) }, u.map { Float($0) }).gates == expected.map { Float($0) }
      )
    }
  }

  /// The comparison is strict: u = p is off, and the next smaller u is on.
  @Test func aTieIsOff() throws {
    #expect(Float.sample(try gate(), [0, 0], [0.5, Float(0.5).nextDown]).gates == [0, 1])
    #expect(Double.sample(try gate(), [0, 0], [0.5, 0.5.nextDown]).gates == [0, 1])
  }

  @Test func evaluationIsTheProbability() throws {
    let z = gridOfPreActivations
    let p = Float.sample(try gate(0.5), z, z.map { _ in 0.5 }).slopes
    #expect(sameBits(Float.evaluate(try gate(0.5), z, .native), p))
    #expect(sameBits(Float.evaluate(try gate(0.5), z, .mean), p))
    #expect(sameBits(Float.evaluate(try gate(), z, .mean), Float.evaluate(try gate(), z, .sigmoid)))
  }

  /// Where p is exactly 0 or 1 no draw matters, and the gate is the hard threshold's, bit for bit.
  @Test func certainGatesAreTheThresholds() throws {
    let threshold = try HardThresholdGate(Parameters(HardThresholdGate.description))
    let z = gridOfPreActivations
    let hard = Float.evaluate(threshold, z, .native)
    for u in gridOfUniforms {
      let (gates, p) = Float.sample(try gate(), z, z.map { _ in u })
      let certain = z.indices.filter { p[$0] == 0 || p[$0] == 1 }
      #expect(certain.count >= 20)
      #expect(certain.contains { z[$0] < 0 } && certain.contains { z[$0] > 0 })
      for i in certain { #expect(sameBits(gates[i], hard[i]), "z = \(z[i])") }
    }
  }

  /// At u = ½ the likelier value is drawn: the hard threshold, except that p = ½ itself is a tie and off in both.
  @Test func theMedianDrawIsTheThreshold() throws {
    let z = gridOfPreActivations.filter { abs($0) > 1e-6 || $0 == 0 }
    let median = Float.sample(try gate(), z, z.map { _ in 0.5 }).gates
    #expect(sameBits(median, Float.evaluate(try gate(), z, .hard)))
  }

  /// A unit kept with probability 0.95 at each step is lost with even chance after 13.5 steps.
  @Test func halfLife() {
    let steps = VectorMath.log(0.5) / VectorMath.log(0.95)
    #expect(abs(steps - 13.5) < 0.02)
  }
}
