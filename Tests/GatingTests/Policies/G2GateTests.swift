import Catalog
import Gating
import SluiceTesting
import Testing

@Suite struct G2GateTests {
  private func gate(_ settings: [String: ParameterValue] = [:]) throws -> G2Gate {
    try G2Gate(Parameters(G2Gate.description, settings))
  }

  /// The second draw chooses: below 0.2 the first one is noise, from 0.2 on it has no effect.
  @Test func theChoice() throws {
    let z = [1.5, 1.5, 1.5, 1.5]
    let first = [0.1, 0.9, 0.1, 0.9]
    let second = [0.19, 0.19, 0.21, 0.21]
    let gates = Double.sample(try gate(), z, first + second).gates
    let noise = VectorMath.logit(0.1)
    #expect(abs(gates[0] - VectorMath.sigmoid((1.5 - noise) / 0.9)) < 1e-15)
    #expect(abs(gates[1] - VectorMath.sigmoid((1.5 + noise) / 0.9)) < 1e-15)
    #expect(gates[2] == gates[3] && abs(gates[2] - VectorMath.sigmoid(1.5 / 0.9)) < 1e-15)
  }

  /// Evaluation drops noise and temperature, as the authors' code does.
  @Test func nativeEvaluation() throws {
    let z = gridOfPreActivations
    #expect(sameBits(Float.evaluate(try gate(), z, .native), Float.evaluate(try gate(), z, .sigmoid)))
  }

  /// With noise at every step, as printed in the paper, it is the Concrete gate, bit for bit.
  @Test func alwaysNoisyItIsConcrete() throws {
    let temperature = ParameterValue.number(0.9)
    let always = try gate(["noise_probability": .number(1)])
    let concrete = try BinaryConcreteGate(
      Parameters(BinaryConcreteGate.description, ["temperature": temperature]))
    func check<Scalar: GateScalar>(_: Scalar.Type) {
      let z = gridOfPreActivations.map { Scalar($0) }
      let u = z.indices.map { Scalar((Float(($0 * 613) % 1024) + 0.5) * 0x1p-10) }
      let a = Scalar.sample(always, z, u + u.reversed())
      let b = Scalar.sample(concrete, z, u)
      #expect(sameBits(a.gates, b.gates) && sameBits(a.slopes, b.slopes))
      #expect(Scalar.evaluate(always, z, .mean) == Scalar.evaluate(concrete, z, .mean))
      #expect(Scalar.variance(always, z) == Scalar.variance(concrete, z))
    }
    check(Float.self)
    check(Double.self)
  }

  /// A fifth of the Concrete mean and four fifths of σ(z/τ): at z = 1 0.2·0.6691 + 0.8·0.7523.
  @Test func mean() throws {
    let mean = Double.evaluate(try gate(), [1], .mean)[0]
    #expect(abs(mean - (0.2 * 0.6691 + 0.8 * VectorMath.sigmoid(1 / 0.9))) < 2e-5)
    #expect(abs(mean - VectorMath.sigmoid(1.0)) > 1e-3, "training and evaluation gates differ on average")
  }
}
