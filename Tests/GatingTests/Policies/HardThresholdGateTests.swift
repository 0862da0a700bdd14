import Catalog
import Gating
import SluiceTesting
import Testing

@Suite struct HardThresholdGateTests {
  private func gate(_ threshold: Double) throws -> HardThresholdGate {
    try HardThresholdGate(Parameters(HardThresholdGate.description, ["threshold": .number(threshold)]))
  }

  @Test func aTieIsOff() throws {
    for threshold in [0, 0.5, -1.25] {
      let z = [threshold.nextDown, threshold, threshold.nextUp]
      #expect(Double.sample(try gate(threshold), z, []).gates == [0, 0, 1])
      let single = [Float(threshold).nextDown, Float(threshold), Float(threshold).nextUp]
      #expect(Float.sample(try gate(threshold), single, []).gates == [0, 0, 1])
    }
    #expect(Float.sample(try gate(0), [-0.0, 0, 0x1p-149, -0x1p-149], []).gates == [0, 0, 1, 0])
  }

  /// 0.1 is not a single-precision number: θ is rounded before the comparison, so that the rounded tie is off.
  @Test func theThresholdIsRoundedFirst() throws {
    #expect(Float.sample(try gate(0.1), [0.1], []).gates == [0])
    #expect(Double.sample(try gate(0.1), [0.1], []).gates == [0])
  }

  @Test func slopesAreTheShiftedSigmoid() throws {
    let slopes = Double.sample(try gate(2), [2, 2 + 1.3862943611198906], []).slopes
    #expect(slopes[0] == 0.5)
    #expect(abs(slopes[1] - 0.8) < 1e-15)
  }

  /// Every policy read in mode `hard` is the threshold at 0.
  @Test(arguments: try PolicyCase.all())
  func hardEvaluationOfAnyPolicy(_ law: PolicyCase) throws {
    #expect(
      sameBits(
        Float.evaluate(law.policy, gridOfPreActivations, .hard),
        Float.sample(try gate(0), gridOfPreActivations, []).gates))
  }
}
