import DataReading
import RandomStreams
import Testing

@Suite("Decimal numbers")
struct DecimalNumberTests {
  private func value(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    return DecimalNumber.value(of: bytes.span)
  }

  @Test(arguments: [
    ("0", 0), ("-0", -0.0), ("12", 12), ("+12", 12), ("-0.5", -0.5), (".5", 0.5), ("5.", 5), ("1e3", 1000),
    ("1E+3", 1000),
    ("25e-1", 2.5), ("007", 7), ("9007199254740993", 9007199254740992), ("0.1", 0.1), ("1e22", 1e22),
    ("1e23", 1e23),
    ("123456789012345678901234567890", 123456789012345677877719597056),
    ("2.2250738585072011e-308", Double.leastNormalMagnitude.nextDown), ("4.9e-324", .leastNonzeroMagnitude),
    ("1e-400", 0),
    ("1.7976931348623157e308", 1.7976931348623157e308),
  ])
  func accepted(text: String, expected: Double) {
    #expect(value(text)?.bitPattern == expected.bitPattern)
  }

  @Test(arguments: [
    "", " ", "abc", "nan", "NaN", "inf", "-inf", "Infinity", "0x10", "0x1p3", "1 ", " 1", "1,5", "1_000",
    "1'000", "1e", "1e+",
    "e5", ".", "-", "+", "--1", "1.2.3", "1e5.0", "1e400", "١", "½", "1\u{0}", "12 345", "1f", "1d",
  ])
  func refused(text: String) {
    #expect(value(text) == nil)
  }

  /// Against the standard library, correctly rounded by its own means, on 20,000 random spellings of up to 20
  /// digits.
  @Test func agreesWithTheStandardLibrary() {
    var stream = RandomStream(StreamKey(seed: 3, path: []))
    for _ in 0..<20_000 {
      let whole = (0..<stream.nextInteger(below: 11)).map { _ in "\(stream.nextInteger(below: 10))" }.joined()
      let fraction = (0..<stream.nextInteger(below: 11)).map { _ in "\(stream.nextInteger(below: 10))" }
        .joined()
      let sign = ["", "-", "+"][stream.nextInteger(below: 3)]
      let exponent = ["", "e\(stream.nextInteger(below: 60) - 30)"][stream.nextInteger(below: 2)]
      let text = sign + "1" + whole + "." + fraction + exponent
      #expect(value(text) == Double(text), "\(text)")
    }
  }
}
