import Reports
import TestSupport
import Testing

@Suite struct RedrawnTextTests {
  @Test func aDrawingStandsInThePlaceOfTheLast() {
    var text = RedrawnText()
    var written = "before\n"
    for lines in [["a long line", "b"], ["a"], ["one", "two", "three"], ["\u{1B}[36mx\u{1B}[0m", "y"]] {
      written += text.drawing(lines, width: 20)
    }
    let screen = TerminalScreen(columns: 20, written)
    #expect(screen.lines == ["before", "x", "y"] && screen.broken == 0)
    #expect(screen.frames.contains(["before", "one", "two", "three"]))
    #expect(screen.frames.contains(["before", "a long line", "b"]))
  }

  @Test func whatIsErasedLeavesRoom() {
    var text = RedrawnText()
    var written = text.drawing(["a", "b", "c"], width: nil)
    written += text.erasure(width: nil) + "warning\n" + text.drawing(["d", "e"], width: nil)
    #expect(TerminalScreen(columns: 80, written).lines == ["warning", "d", "e"])
  }

  /// Lines that were written when the terminal was wider take more of it now, as it breaks them.
  @Test func aTerminalThatHasBecomeNarrower() {
    var text = RedrawnText()
    _ = text.drawing(["123456789", "12345"], width: 10)
    #expect(text.drawing(["1"], width: 4).hasPrefix("\r\u{1B}[4A1\u{1B}[K\u{1B}[J"))
  }
}
