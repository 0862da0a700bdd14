import Foundation
import RandomStreams
import Statistics
import Testing

@Suite struct Significant9Tests {
  static let cases: [(Double, String)] = [
    (0, "0"), (-0.0, "0"), (1, "1"), (-12, "-12"), (10, "10"), (100_000_000, "100000000"), (0.1, "0.1"),
    (-0.25, "-0.25"), (0.1 + 0.2, "0.3"), (1.0 / 3, "0.333333333"), (2.0 / 3, "0.666666667"),
    (123_456_789, "123456789"), (123_456_789.5, "123456790"), (123_456_789.4, "123456789"),
    (12_345.6789012, "12345.6789"), (999_999_999.6, "1e9"), (0.999_999_999_9, "1"), (9.999_999_996, "10"),
    (1e9, "1e9"), (1.5e9, "1.5e9"), (1_234_567_890_123, "1.23456789e12"), (1e16, "1e16"), (-1e22, "-1e22"),
    (0.0001, "0.0001"), (0.000_123_456_789_12, "0.000123456789"), (0.000_01, "1e-5"), (1e-300, "1e-300"),
    (1.25e-7, "1.25e-7"), (.leastNonzeroMagnitude, "5e-324"), (1.797_693_134_862_315_7e308, "1.79769313e308"),
    (0.000_099_999_999_99, "0.0001"), (.infinity, ""), (-.infinity, ""), (.nan, ""),
  ]

  @Test(arguments: cases) func printsTheCleanForm(value: Double, text: String) {
    #expect(significant9(value) == text)
  }

  @Test func absentIsEmpty() { #expect(significant9(nil) == "") }

  /// Whatever the magnitude, the text reads back within half a unit of its ninth digit, and says no more than that.
  @Test func readsBackWithinHalfAUnit() {
    var stream = RandomStream(key("significant9"))
    for _ in 0..<100_000 {
      let bits = UInt64(stream.nextWord()) << 32 | UInt64(stream.nextWord())
      let value = Double(bitPattern: bits)
      guard value.isNormal else { continue }
      let text = significant9(value)
      let back = Double(text)!
      // Half a unit of the ninth digit is at most 5·10⁻⁹ of the value; one ulp more for reading back.
      #expect(abs(back / value - 1) <= 5.000_001e-9, "\(value) printed as \(text)")
      #expect(significant9(back) == text)
      let digits = text.prefix { $0 != "e" }.filter(\.isWholeNumber).drop { $0 == "0" }
      #expect(digits.count <= 9 && !text.contains("+"))
    }
  }

  /// Nine digits of a number with few of them lose nothing.
  @Test func shortDecimalsAreKept() {
    var stream = RandomStream(key("significant9", 1))
    for _ in 0..<20_000 {
      let whole = stream.integer(-999_999...999_999)
      let value = Double(whole) / 1000
      #expect(Double(significant9(value)) == value)
      #expect(significant9(value) == String(format: "%.9g", value == 0 ? 0 : value))
    }
  }
}
