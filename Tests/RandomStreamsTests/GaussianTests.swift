import CKernels
import RandomStreams
import Testing

/// Normal numbers: stable bits, one draw each, the quantiles of the uniforms.
@Suite struct GaussianTests {
  @Test func fillsAreSingleDraws() {
    for count in [0, 1, 3, 4, 5, 64, 1001] {
      var filled = RandomStream(.philox, seed: 12)
      var single = RandomStream(.philox, seed: 12)
      var uniforms = RandomStream(.philox, seed: 12)
      var numbers = [Float](repeating: 0, count: count)
      var span = numbers.mutableSpan
      filled.fillGaussians(&span)
      #expect(numbers == (0..<count).map { _ in single.nextGaussian() })
      #expect(numbers == (0..<count).map { _ in ckernels_normal_quantile_f32(uniforms.nextUniform()) })
      #expect(filled.nextWord() == single.nextWord())
    }
  }

  /// Φ⁻¹ at the ends of the lattice, to 40 digits: ∓5.294704…
  @Test func tailsEndWhereTheLatticeEnds() {
    #expect(ckernels_normal_quantile_f32(UniformLattice.smallest) == -5.294704)
    #expect(ckernels_normal_quantile_f32(1 - UniformLattice.smallest) == 5.294704)
  }

  /// First weights of replicate 2; from the words of `streams.py`, with Φ⁻¹ to 40 digits, rounded to Float.
  @Test func valueStability() {
    var stream = RandomStream(StreamKey(seed: 20_170_528, replicate: 2, purpose: .weights))
    #expect(
      (0..<5).map { _ in stream.nextGaussian() } == [
        0.11617304, 0.46876815, -0.6356929, 1.1093167, 1.2279719,
      ])
  }

  /// The mean, variance and kurtosis of 40,000 numbers within 5.5 standard errors (a right generator misses one of
  /// the three with a chance of 1.2·10⁻⁷).
  @Test func moments() {
    var stream = RandomStream(StreamKey(seed: 1, path: [.label("moments")]))
    let count = 40_000.0
    var sums = (0.0, 0.0, 0.0)
    for _ in 0..<Int(count) {
      let z = Double(stream.nextGaussian())
      sums = (sums.0 + z, sums.1 + z * z, sums.2 + z * z * z * z)
    }
    let error = 5.5 / count.squareRoot()
    #expect(abs(sums.0 / count) < error)
    #expect(abs(sums.1 / count - 1) < error * 2.0.squareRoot())
    #expect(abs(sums.2 / count - 3) < error * 96.0.squareRoot())
  }
}
