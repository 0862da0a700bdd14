import Estimation
import Testing

@Suite struct GradientMomentsTests {
  @Test func byHand() {
    var moments = GradientMoments(count: 2)
    for gradient in [[1.0, 3], [2, 3], [6, 3]] { moments.add(gradient) }
    // Means 3 and 3; squared deviations 4 + 1 + 9 and none.
    #expect(moments.meanNorm(0..<2) == 18.0.squareRoot())
    #expect(moments.meanNorm(1..<2) == 3)
    #expect(moments.variance(0..<1) == 7 && moments.variance(1..<2) == 0 && moments.variance(0..<2) == 7)
  }

  /// Large means and small deviations: the naive Σx² − n·x̄² would keep no digit here.
  @Test func farFromZero() {
    var moments = GradientMoments(count: 1)
    for index in 0..<1000 { moments.add([1e9 + Double(index % 2)]) }
    #expect(abs(moments.variance(0..<1) - 0.25 * 1000 / 999) < 1e-9)
  }

  @Test func equalGradientsHaveNoVariance() {
    var moments = GradientMoments(count: 3)
    for _ in 0..<5 { moments.add([0.1, -7.3, 1e-20] as [Float]) }
    #expect(moments.variance(0..<3) == 0)
  }
}
