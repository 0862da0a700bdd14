import Catalog
import Gating
import SluiceTesting
import Testing

/// Slices that do not fit together stop the program instead of reading past their ends.
@Suite struct CountsTests {
  @Test func tooFewUniforms() async {
    await #expect(processExitsWith: .failure) {
      _ = Float.sample(try BernoulliGate(Parameters(BernoulliGate.description)), [1, 2, 3], [0.5, 0.5])
    }
  }

  @Test func uniformsThatAreNotWanted() async {
    await #expect(processExitsWith: .failure) {
      _ = Float.sample(try SigmoidGate(Parameters(SigmoidGate.description)), [1], [0.5])
    }
  }

  @Test func tooFewUniformsElementwise() async {
    await #expect(processExitsWith: .failure) {
      _ = Double.sample(try JitteredHardSigmoid(Parameters(JitteredHardSigmoid.description)), [1, 2], [0.5])
    }
  }

  @Test func slicesOfDifferentCounts() async {
    await #expect(processExitsWith: .failure) {
      var short: [Float] = [0]
      var span = short.mutableSpan
      let long: [Float] = [1, 2]
      VectorMath.exp(long.span, into: &span)
      _ = short
    }
  }

  @Test func sampledEvaluationWithoutDraws() async {
    await #expect(processExitsWith: .failure) {
      _ = Float.evaluate(try SigmoidGate(Parameters(SigmoidGate.description)), [1], .sample)
    }
  }
}
