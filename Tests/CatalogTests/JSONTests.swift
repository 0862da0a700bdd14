import Catalog
import Testing

@Suite struct JSONTests {
  @Test(arguments: ["", "plain", "a \"b\" \\ c", "two\nlines\tand\r", "\u{1}\u{1F}", "σ(z) 👍", "\\u0041"])
  func quotedTextReadsBack(text: String) throws {
    let quoted = JSON.quoted(text)
    #expect(!quoted.contains("\n"))
    let read = try #require(JSON.unquoted(quoted + " rest"))
    #expect(read.text == text)
    #expect(read.rest == " rest")
  }

  @Test(arguments: ["", "plain", "\"open", "\"\\", "\"\\u00", "\"\\ud800\""])
  func whatIsNotQuotedIsRefused(text: String) { #expect(JSON.unquoted(text[...]) == nil) }

  private static let value = JSON.object([
    ("b", .array([.integer(1), .number(0.5), .null])), ("a", .object([])), ("c", .flag(true)),
    ("d", .array([.array([]), .string("\"")])), ("e", .number(2)), ("f", .number(-.infinity)),
  ])

  @Test func linesAreFixed() {
    #expect(
      Self.value.text(.lines) == #"""
        {
          "b": [
            1,
            0.5,
            null
          ],
          "a": {},
          "c": true,
          "d": [
            [],
            "\""
          ],
          "e": 2,
          "f": "-INF"
        }
        """#)
  }

  @Test func readableListsOfScalarsAreOneLine() {
    #expect(Self.value.text(.readable).hasPrefix("{\n  \"b\": [1, 0.5, null],\n  \"a\": {},\n"))
    #expect(Self.value.text(.readable).contains("\"d\": [\n    [],\n"))
  }

  @Test func compactTextHasNoSpaces() {
    #expect(
      Self.value.text(.compact)
        == #"{"b":[1,0.5,null],"a":{},"c":true,"d":[[],"\""],"e":2,"f":"-INF"}"#)
  }

  /// Ids are hashes of this text.
  @Test func settingsAreSortedByTheirBytes() {
    let value = ParameterValue.map([
      "z": .number(0.1), "Z": .list([.flag(true), .text("a")]), "ä": .number(1e16), "a": .map([:]),
    ])
    #expect(value.canonicalText == #"{"Z":[true,"a"],"a":{},"z":0.1,"ä":1e+16}"#)
  }
}
