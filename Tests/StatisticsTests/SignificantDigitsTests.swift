import Statistics
import Testing

struct SignificantDigitsTests {
  @Test(
    arguments: [
      (0.012345, 3, "0.0123"), (0.012355, 3, "0.0124"), (9.996, 3, "10"), (9.995, 3, "10"),
      (9.994, 3, "9.99"),
      (-0.00045678, 3, "-0.000457"), (123456, 3, "123000"), (1e-5, 3, "1e-5"), (1.005, 3, "1.01"),
      (0, 3, "0"),
      (0.1, 1, "0.1"), (0.96, 1, "1"), (123456789.123, 9, "123456789"),
    ] as [(Double, Int, String)])
  func isRoundedHalfUpOnTheShortestDecimal(value: Double, digits: Int, text: String) {
    #expect(significant(value, digits: digits) == text)
  }
}
