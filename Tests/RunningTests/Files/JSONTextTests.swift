import Running
import Testing

@Suite struct JSONTextTests {
  @Test(arguments: ["", "plain", "a \"b\" \\ c", "two\nlines\tand\r", "\u{1}\u{1F}", "σ(z) 👍", "\\u0041"])
  func quotedTextReadsBack(text: String) throws {
    let quoted = JSONText.quoted(text)
    #expect(!quoted.contains("\n"))
    let read = try #require(JSONText.unquoted(quoted + " rest"))
    #expect(read.text == text)
    #expect(read.rest == " rest")
  }

  @Test(arguments: ["", "plain", "\"open", "\"\\", "\"\\u00", "\"\\ud800\""])
  func whatIsNotQuotedIsRefused(text: String) { #expect(JSONText.unquoted(text[...]) == nil) }

  @Test func theFormIsFixed() {
    let value = JSONText.object([
      ("b", .array([.integer(1), .number(0.5), .null])), ("a", .object([])), ("c", .flag(true)),
      ("d", .array([])),
    ])
    #expect(
      value.text == """
        {
          "b": [
            1,
            0.5,
            null
          ],
          "a": {},
          "c": true,
          "d": []
        }

        """)
  }
}
