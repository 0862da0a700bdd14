import Reports
import Testing

@Suite struct DecimalTextTests {
  @Test(arguments: [
    (28.5151, 2, "28.52"), (-0.5, 0, "−1"), (0.004, 2, "0.00"), (-0.004, 2, "0.00"), (1234, 0, "1234"),
    (0.05, 3, "0.050"), (.nan, 2, "NaN"), (1e20, 2, "1e+20"),
  ])
  func rounding(value: Double, decimals: Int, text: String) {
    #expect(DecimalText.text(value, decimals: decimals) == text)
  }

  @Test func signs() {
    #expect(DecimalText.signed(0.5, decimals: 1) == "+0.5")
    #expect(DecimalText.signed(-0.5, decimals: 1) == "−0.5")
    #expect(DecimalText.signed(-0.01, decimals: 1) == "+0.0")
  }

  @Test func pValues() {
    #expect(DecimalText.pValue(1) == "1.000")
    #expect(DecimalText.pValue(0.0625) == "0.063")
    #expect(DecimalText.pValue(0.001953125) == "0.0020")
    #expect(DecimalText.pValue(0.00001) == "<0.0001")
  }

  @Test func theSmallestSpreadHasTwoDigits() {
    #expect(DecimalText.decimals(for: [0.31, 4]) == 2)
    #expect(DecimalText.decimals(for: [31]) == 0)
    #expect(DecimalText.decimals(for: [0, .infinity]) == 4)
  }

  @Test func bars() {
    let bar = IntervalBar(covering: [0, 26], reference: 13)
    #expect(bar.text(mean: 5, low: 2, high: 8) == "  ├──●──┤    ┊             ")
    #expect(bar.text(mean: 26) == "             ┊            ●")
    #expect(bar.text(mean: nil) == "             ┊             ")
    #expect(IntervalBar(covering: [3, 3], reference: nil).text(mean: 3) == "             ●             ")
  }
}
