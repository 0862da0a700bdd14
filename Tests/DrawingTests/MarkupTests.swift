import Drawing
import Testing

/// Whatever a text holds, the bytes stay XML that says the same.
@Suite struct MarkupTests {
  private func text(_ markup: Markup) -> String { String(decoding: markup.bytes, as: UTF8.self) }

  @Test func textsAndAttributesAreEscaped() {
    let markup = Markup.tag("p", ["title": "a\"<b>&'"], text: "1 < 2 && \"x\" > y")
    #expect(
      text(markup) == "<p title=\"a&quot;&lt;b&gt;&amp;'\">1 &lt; 2 &amp;&amp; &quot;x&quot; &gt; y</p>")
  }

  @Test func charactersThatNoXMLHoldsAreReplaced() {
    #expect(text(.text("a\u{0}b\u{1B}c\td\ne\u{FFFF}")) == "a\u{FFFD}b\u{FFFD}c\td\ne\u{FFFD}")
  }

  /// A browser takes `<div/>` for an open element, and XML knows no `<br>`.
  @Test func emptyElementsSuitBothParsers() {
    #expect(text(.tag("div")) == "<div></div>")
    #expect(text(.tag("br")) == "<br/>")
    #expect(text(.tag("path", ["d": "M0 0", "class": nil])) == "<path d=\"M0 0\"/>")
  }

  @Test func attributesAreAddedBehindOthers() {
    let markup = Markup.tag("a", ["b": "1"]).adding(["c": "2", "d": nil])
    #expect(text(markup) == "<a b=\"1\" c=\"2\"></a>")
    #expect(text(Markup.text("x").adding(["c": "2"])) == "x")
  }
}
