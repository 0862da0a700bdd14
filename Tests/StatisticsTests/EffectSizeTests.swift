import Statistics
import Testing

@Suite struct EffectSizeTests {
  @Test func hedgesCorrectionIsTheRatioOfGammas() {
    for row in Reference.hedges {
      #expect(agree(hedgesCorrection(degreesOfFreedom: row.freedom), row.factor, within: 1e-13), "\(row)")
    }
  }

  @Test func effectSizeIsTheCorrectedRatio() {
    // Differences 1, 2, 3: d_z = 2, J(2) = 1/√π.
    #expect(agree(pairedEffectSize(Moments([1, 2, 3])), 2 / Double.pi.squareRoot()))
    #expect(pairedEffectSize(Moments([1, 2])) == nil)
    #expect(pairedEffectSize(Moments([1, 1, 1])) == nil)
  }

  @Test func correlationAgreesWithSciPy() {
    #expect(agree(pairCorrelation(Reference.measured, Reference.baseline), Reference.correlation))
    #expect(pairCorrelation([1, 2, 3], [2, 4, 6]) == 1)
    #expect(pairCorrelation([1, 2, 3], [0.3, 0.2, 0.1]) == -1)
    #expect(pairCorrelation([1, 1], [1, 2]) == nil)
    #expect(pairCorrelation([1], [1]) == nil)
  }

  @Test func detectableDifferenceFollowsItsFormula() {
    // Differences 1, 2, 3: s/√n = 1/√3, t_{.975,2} + t_{.80,2} = 4.302652729749462 + 1.0606601717798214.
    let expected = (4.302652729749462 + 1.0606601717798214) / 3.0.squareRoot()
    #expect(agree(StudentT.detectableDifference(Moments([1, 2, 3])), expected, within: 1e-11))
    #expect(StudentT.detectableDifference(Moments([1])) == nil)
  }
}
