import Reports
import Testing

@Suite struct SparklineTests {
  @Test func theLowestAndTheHighestAreTheEnds() {
    #expect(Sparkline([0, 1, 2, 3, 4, 5, 6, 7]).text() == "▁▂▃▄▅▆▇█")
    #expect(Sparkline([7, 0]).text() == "█▁")
    #expect(Sparkline([-3, -3.5, -4]).text() == "█▅▁")
    #expect(Sparkline([0, 1, 2, 3, 4, 5, 6, 7]).text(style: .plain) == "_.:-=+*#")
  }

  @Test func aCurveOfOneValueLiesInTheMiddle() {
    #expect(Sparkline([5]).text() == "▅")
    #expect(Sparkline([2, 2, 2]).text(style: .plain) == "===")
    #expect(Sparkline([]).text() == "")
  }

  @Test func whatIsNotFiniteIsMarked() {
    #expect(Sparkline([1, .nan, 3, .infinity]).text() == "▁×█×")
    #expect(Sparkline([.nan, -.infinity]).text(style: .plain) == "xx")
    #expect(Sparkline([-.greatestFiniteMagnitude, 0, .greatestFiniteMagnitude]).text() == "▁▅█")
  }

  @Test func longCurvesAreAveraged() {
    #expect(Sparkline([0, 2, 10, 12]).text(width: 2) == "▁█")
    // Every value is in one of the parts: the outlier shows in the last.
    #expect(Sparkline((0..<100).map { $0 == 99 ? 100 : 0 }).text(width: 7) == "▁▁▁▁▁▁█")
    #expect(Sparkline((0..<1000).map(Double.init)).text(width: 24).count == 24)
    #expect(Sparkline([1, 2, 3]).text(width: 24).count == 3)
  }

  @Test func magnitudesAreDrawnByTheirLogarithm() {
    #expect(Sparkline(scaled: [1000, 100, 10, 1]).text() == "█▆▃▁")
    #expect(Sparkline(scaled: [1, 0, -1]).text() == "█▅▁")
  }
}
