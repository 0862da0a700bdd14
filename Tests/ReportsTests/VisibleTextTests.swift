import Reports
import Testing

@Suite struct VisibleTextTests {
  @Test func whatSteersATerminalIsWrittenOut() {
    #expect(VisibleText.of("a\u{1B}[2Jb\u{202E}c") == "a\\u{1B}[2Jb\\u{202E}c")
    #expect(VisibleText.of("one\ttwo\nthree ±é漢") == "one\ttwo\nthree ±é漢")
  }

  @Test func linesOfUsualLengthStay() {
    let text = String(repeating: "x", count: 1000) + "\n\n" + String(repeating: "é", count: 1000) + "\n"
    #expect(VisibleText.shortened(text) == text)
    #expect(VisibleText.shortened("") == "")
  }

  /// A message says at its end what is allowed: what is cut is the middle.
  @Test func theMiddleOfALongLineIsCut() {
    let long = "found '" + String(repeating: "9", count: 1_000_000) + "'; expected a number"
    let short = VisibleText.shortened("first\n\(long)\nlast", longest: 60)
    #expect(
      short
        == "first\nfound '" + String(repeating: "9", count: 33)
        + " … 999967 characters … '; expected a number\nlast")
  }
}
