import Catalog
import Gating
import SluiceTesting
import Testing

/// The gates whose noise is Gaussian.
@Suite struct NormalNoiseTests {
  /// Φ⁻¹(0.1586…) = −1 and Φ⁻¹(0.8413…) = 1: the small draw opens.
  private let oneBelow = 0.15865525393145707
  private let oneAbove = 0.8413447460685429

  @Test func stochasticGate() throws {
    let gate = try StochasticGate(Parameters(StochasticGate.description))
    let (gates, slopes) = Double.sample(
      gate, [0.2, 0.2, 0.2, -0.3, 0.1], [oneBelow, oneAbove, 0.5, oneAbove, 0.5])
    for (found, expected) in zip(gates, [1, 0.2, 0.7, 0, 0.6]) { #expect(abs(found - expected) < 1e-14) }
    #expect(slopes == [0, 1, 1, 0, 1])
    #expect(Double.evaluate(gate, [-0.5, -0.25, 0.5, 2], .native) == [0, 0.25, 1, 1])
  }

  /// At μ = ½ the mean is ½ by symmetry; where the clipping does not matter, mean and variance are μ and s².
  @Test func stochasticGateMoments() throws {
    let narrow = try StochasticGate(Parameters(StochasticGate.description, ["deviation": .number(0.05)]))
    let gate = try StochasticGate(Parameters(StochasticGate.description))
    #expect(abs(Double.evaluate(gate, [0], .mean)[0] - 0.5) < 1e-15)
    #expect(abs(Double.evaluate(narrow, [0.1], .mean)[0] - 0.6) < 1e-15)
    #expect(abs(Double.variance(narrow, [0.1])[0] - 0.0025) < 1e-15)
    // μ = 0: s·(φ(0) − ψ(2)), and half the draws give 0.
    let mean = Double.evaluate(gate, [-0.5], .mean)[0]
    #expect(abs(mean - (0.5 * 0.3989422804014327 - 0.5 * 0.0084907020)) < 1e-9)
  }

  @Test func noisySigmoid() throws {
    let gate = try NoisySigmoidGate(Parameters(NoisySigmoidGate.description))
    let (gates, slopes) = Double.sample(gate, [1, 1, 1], [oneBelow, 0.5, oneAbove])
    for (i, x) in [1.5, 1, 0.5].enumerated() {
      let g = VectorMath.sigmoid(x)
      #expect(abs(gates[i] - g) < 1e-15 && abs(slopes[i] - g * (1 - g)) < 1e-15)
    }
    #expect(Double.evaluate(gate, [1], .native) == [VectorMath.sigmoid(1.0)])
    #expect(abs(Double.evaluate(gate, [1], .mean)[0] - 0.7205808152) < 1e-10)
  }

  /// Both engines see the same Gaussian: the single-precision draw is the double-precision one, rounded.
  @Test func theSameNoiseInBothPrecisions() throws {
    let gate = try StochasticGate(Parameters(StochasticGate.description, ["deviation": .number(0.01)]))
    let u = (0..<4096).map { (Float($0 * 2048) + 0.5) * 0x1p-23 }
    let single = Float.sample(gate, u.map { _ in 0 }, u).gates
    let double = Double.sample(gate, u.map { _ in 0 }, u.map(Double.init)).gates
    #expect(zip(single, double).allSatisfy { abs(Double($0) - $1) < 1e-7 })
  }
}
