import Statistics
import Testing

@Suite struct MomentsTests {
  @Test func agreeWithRationalArithmetic() {
    for sample in Reference.samples {
      let moments = Moments(sample.values)
      #expect(agree(moments.mean, sample.mean, within: 1e-15))
      #expect(agree(moments.standardDeviation, sample.deviation, within: 1e-14))
      #expect(agree(moments.standardError, sample.error, within: 1e-14))
    }
  }

  @Test func smallSamplesLeaveOutWhatTheyCannotTell() {
    #expect(Moments([]).mean == nil && Moments([]).standardDeviation == nil)
    #expect(
      Moments([3]).mean == 3 && Moments([3]).standardDeviation == nil && Moments([3]).standardError == nil)
  }

  @Test(arguments: [3, 7, 49, 1000]) func equalValuesHaveNoSpread(count: Int) {
    let moments = Moments([Double](repeating: 0.1, count: count))
    #expect(moments.mean == 0.1 && moments.standardDeviation == 0)
  }

  @Test func sumsCarryTheirRoundingErrors() {
    #expect(Moments([1, 1e100, 1, -1e100]).mean == 0.5)
  }

  @Test func quantilesFollowNumPy() {
    for sample in Reference.samples {
      for (probability, expected) in zip([0, 0.1, 0.25, 0.5, 0.75, 0.9, 1], sample.quantiles) {
        #expect(agree(quantile(sample.values, probability), expected, within: 1e-15))
      }
    }
  }

  @Test func infinitiesAreOrderedLikeNumbers() {
    #expect(quantile([], 0.5) == nil)
    #expect(median([1, .infinity, 2]) == 2)
    #expect(median([1, .infinity]) == .infinity)
    #expect(median([.infinity, .infinity]) == .infinity)
    #expect(median([-.infinity, .infinity]) == nil)
    #expect(quantile([1, 2, .infinity], 0.5) == 2)
    #expect(median([1.6e308, 1.7e308])! < .infinity)
  }
}
