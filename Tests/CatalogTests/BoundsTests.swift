import Catalog
import Testing

@Suite struct BoundsTests {
  @Test func endsAreInUnlessExcluded() {
    let closed = Bounds(0, 1)
    #expect(closed.contains(0) && closed.contains(1) && closed.contains(0.5))
    #expect(!closed.contains((0.0).nextDown) && !closed.contains((1.0).nextUp))
    let open = Bounds(0, 1, excludesMinimum: true, excludesMaximum: true)
    #expect(!open.contains(0) && !open.contains(1))
    #expect(open.contains((0.0).nextUp) && open.contains((1.0).nextDown))
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func notFiniteIsNowhere(value: Double) {
    for bounds in [Bounds.finite, .positive, .nonNegative, .probability] {
      #expect(!bounds.contains(value))
    }
  }

  @Test func namedRanges() {
    #expect(Bounds.finite.contains(-1e308) && Bounds.finite.contains(1e308))
    #expect(!Bounds.positive.contains(0) && Bounds.positive.contains(.leastNonzeroMagnitude))
    #expect(Bounds.nonNegative.contains(0) && Bounds.nonNegative.contains(-0.0))
    #expect(!Bounds.nonNegative.contains(-Double.leastNonzeroMagnitude))
    #expect(Bounds.probability.contains(1) && !Bounds.probability.contains(1.0.nextUp))
  }

  @Test(arguments: [
    (Bounds.finite, "finite"), (.positive, "> 0"), (.nonNegative, "≥ 0"), (.probability, "≥ 0 and ≤ 1"),
    (Bounds(0, 1, excludesMinimum: true), "> 0 and ≤ 1"),
    (Bounds(-.infinity, 2.5, excludesMaximum: true), "< 2.5"), (Bounds(1, 16_384), "≥ 1 and ≤ 16384"),
    (Bounds(-0.5, 1e300), "≥ -0.5 and ≤ 1e+300"),
  ])
  func inWords(bounds: Bounds, text: String) {
    #expect(bounds.description == text)
  }
}
