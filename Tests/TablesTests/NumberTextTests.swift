import Tables
import Testing

@Suite struct NumberTextTests {
  @Test func everyNaNIsTheSameText() {
    #expect(NumberText.exact(Double.nan) == "NaN")
    #expect(NumberText.exact(-Double.nan) == "NaN")
    #expect(NumberText.exact(-Float.signalingNaN) == "NaN")
  }

  @Test(arguments: [
    0.0, -0.0, 1, -1.5, 0.1, 1e-5, 1e16, Double.leastNonzeroMagnitude, Double.greatestFiniteMagnitude, .pi,
    .infinity, -.infinity,
  ])
  func textReadsBack(value: Double) throws {
    let read = try #require(NumberText.parse(NumberText.exact(value)))
    #expect(read.bitPattern == value.bitPattern)
  }

  @Test func whatIsNotANumberIsNotRead() {
    #expect(NumberText.parse("") == nil)
    #expect(NumberText.parse("-") == nil)
    #expect(NumberText.parse("1.5x") == nil)
  }
}
