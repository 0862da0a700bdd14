import Statistics
import Testing

@Suite struct GateProbabilitiesTests {
  private func of(_ values: [Double], retention: GateProbabilities.Retention? = .keep) -> GateProbabilities {
    var probabilities = GateProbabilities()
    probabilities.add(values.span, retention: retention)
    return probabilities
  }

  @Test func handWorkedEntropies() {
    #expect(of([0.5]).entropy == 1)
    #expect(of([0]).entropy == 0 && of([1]).entropy == 0)
    // H(1/4) = 2 − (3/4)·log₂ 3, log₂ 3 = 1.584962500721156
    #expect(agree(of([0.25]).entropy, 2 - 0.75 * 1.584962500721156, within: 1e-15))
    #expect(agree(of([0.75]).entropy, of([0.25]).entropy!, within: 1e-15))
    #expect(agree(of([0.5, 0, 1, 0.5]).entropy, 0.5))
    #expect(of([-0.2, 1.3]).entropy == 0, "outside [0, 1] it is as sure as at the ends")
  }

  @Test func saturationLooksAtTheProbability() {
    #expect(of([0.05, 0.95, 0.5, 0.0499]).saturation == 0.25)
    #expect(of([0.951, -1, 2, 0.5]).saturation == 0.75)
  }

  /// The value of the catalogue: half of the units are lost after 13.5 steps at p = 0.95.
  @Test func theHalfLifeOfOneProbability() {
    #expect(agree(of([0.95, 0.95, 0.95]).halfLife, 13.513407333964873, within: 1e-14))
    #expect(agree(of([0.05], retention: .erase).halfLife, 13.513407333964873, within: 1e-14))
    #expect(of([0.5]).halfLife == 1)
    #expect(of([0.5], retention: nil).halfLife == nil)
  }

  @Test func theHalfLifeIsThatOfTheProduct() {
    // ½ · ⅛ over two steps: four halvings, so that half is lost in half a step.
    #expect(agree(of([0.5, 0.125]).halfLife, 0.5))
    #expect(of([0.5, 0]).halfLife == 0 && of([1, 1]).halfLife == .infinity)
    #expect(of([0.5, .nan]).halfLife!.isNaN && of([0.5, .nan]).entropy!.isNaN)
  }

  @Test func slicesAddUp() {
    var sliced = GateProbabilities()
    sliced.add([0.2, 0.9].span, retention: .keep)
    sliced.add([Double]().span, retention: .keep)
    sliced.add([0.99].span, retention: .keep)
    let whole = of([0.2, 0.9, 0.99])
    #expect(agree(sliced.entropy, whole.entropy!) && agree(sliced.halfLife, whole.halfLife!))
    #expect(sliced.count == 3 && sliced.saturation == whole.saturation)
  }

  @Test func nothingSeenHasNoStatistics() {
    let nothing = GateProbabilities()
    #expect(nothing.entropy == nil && nothing.saturation == nil && nothing.halfLife == nil)
  }
}
