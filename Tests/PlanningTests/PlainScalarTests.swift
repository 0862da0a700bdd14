import Planning
import Studies
import Testing

/// What unquoted words mean does not depend on which YAML a reader speaks.
struct PlainScalarTests {
  @Test(arguments: [
    ("0", 0.0), ("12", 12), ("-3", -3), ("0.5", 0.5), ("-0.25", -0.25), ("1e3", 1000), ("1E-3", 0.001),
    ("2.5e+2", 250),
    ("0e5", 0),
  ])
  func numbersAreJSON(text: String, value: Double) {
    #expect(PlainScalar.number(text) == value)
    #expect(PlainScalar.surprise(text) == nil)
  }

  @Test(arguments: [
    "010", "00", "-010", "090", "0x1F", "0o17", "0b11", "1_000", "1:30", "190:20:30", "+5", ".5", "5.",
    "1.e3", ".inf", "-.inf", ".NaN",
    "yes", "No", "ON", "off", "y", "N", "True", "FALSE", "~", "null", "Null", "", "0x1p3",
  ])
  func surprisesAreNeitherNumbersNorText(text: String) {
    #expect(PlainScalar.number(text) == nil)
    #expect(PlainScalar.surprise(text) != nil)
    #expect(PlainScalar.meaning(of: text) != nil)
  }

  @Test(arguments: [
    "a", "x_h", "2020-01-01", "philox4x32-10", "1a", "e5", "-", "nan", "inf", "yes please", "1:30pm",
    "12 apples",
  ])
  func otherWordsAreText(text: String) {
    #expect(PlainScalar.meaning(of: text) == nil)
    #expect(PlainScalar.number(text) == nil)
  }

  @Test func numbersBeyondDoublesAreNone() {
    #expect(PlainScalar.isNumber("1e999") && PlainScalar.number("1e999") == nil)
    #expect(PlainScalar.isNumber("1e-999") && PlainScalar.number("1e-999") == nil)
  }

  @Test func wholeNumbersHaveNeitherPointNorExponent() {
    #expect(["0", "-7", "18446744073709551615"].allSatisfy(PlainScalar.isWhole))
    #expect(!["1.0", "1e3", "01", "", "-"].contains(where: PlainScalar.isWhole))
  }
}
