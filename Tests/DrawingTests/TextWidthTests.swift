import Drawing
import Testing

@Suite struct TextWidthTests {
  /// 667 + 222 + 556 + 222 + 500 + 556 thousandths, and a tenth more.
  @Test func widthsAreHelveticas() {
    #expect(abs(TextWidth.of("Sluice", size: 10) - 29.953) < 0.25)
    #expect(TextWidth.of("iiii", size: 10) < TextWidth.of("MMMM", size: 10) / 3)
    #expect(TextWidth.of("", size: 10) == 0)
  }

  @Test(arguments: [0.0, 5, 20, 60, 500])
  func fittedTextsFit(room: Double) {
    let text = TextWidth.fitted("gates.all = hard_threshold", size: 12, into: room)
    #expect(TextWidth.of(text, size: 12) <= room || text == "…")
    #expect((text == "gates.all = hard_threshold") == (room == 500))
  }

  @Test func linesBreakAtSpaces() {
    let lines = TextWidth.lines("one two three incomprehensibilities", size: 10, into: 60)
    #expect(lines.first == "one two" && lines.allSatisfy { TextWidth.of($0, size: 10) <= 60 })
  }
}
