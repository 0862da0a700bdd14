import Planning
import Studies
import Testing

/// What may stand in a file at all.
struct DocumentTests {
  @Test func lineEndsAndMarksOfEditorsAreAccepted() {
    #expect(TestFiles.message(TestFiles.small.replacing("\n", with: "\r\n")) == "")
    #expect(TestFiles.message("\u{FEFF}" + TestFiles.small) == "")
    #expect(TestFiles.message("---\n" + TestFiles.small + "...\n") == "")
  }

  @Test func signsInsideTextAreText() {
    for question in [
      "\"*bold* & !loud\"", "'a & b *c'", "Are R&D and 2*2 !fine", "|\n  *emphasis*\n\n  &c !tag\n  %d",
      "a # *b",
      ">-\n  *x*",
    ] {
      #expect(TestFiles.message(TestFiles.small + "question: \(question)\nprecision: float32\n") == "")
    }
  }

  @Test func bytesThatAreNoTextAreLocated() {
    var bytes = Array(TestFiles.small.utf8)
    bytes[TestFiles.small.utf8.count - 5] = 0xFF
    do {
      try TestFiles.check(bytes, name: "f.yaml")
      Issue.record("accepted")
    } catch {
      #expect(
        error.description.hasPrefix(
          "f.yaml:7:20: the file is not UTF-8: found the byte 0xFF; save it as UTF-8"))
    }
  }

  @Test func tooLargeIsRefusedBeforeItIsRead() {
    let large = TestFiles.small + String(repeating: "# filler\n", count: 1 << 17)
    #expect(TestFiles.message(large).hasPrefix("small.yaml:1:1: the file has 1179"))
  }

  @Test func tooManyValuesAreRefused() {
    let many = "a: [" + String(repeating: "1,", count: 250_000) + "]\n"
    #expect(TestFiles.message(many).contains("more than 200000 values"))
  }

  @Test func nestingWithoutEndIsRefused() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(TestFiles.message("a: " + deep).hasPrefix("small.yaml:1:"))
  }

  @Test func aBombOfAliasesAsKeysIsRefusedAtOnce() {
    let levels = (1...40).map { "b\($0): &b\($0) [*b\($0 - 1), *b\($0 - 1)]\n" }.joined()
    let message = TestFiles.message("b0: &b0 [x, x]\n\(levels)? *b40\n: 1\n")
    #expect(message.hasPrefix("small.yaml:1:5: anchors (&name) are not used"))
  }

  @Test func allUnknownKeysAreNamedAtOnce() throws {
    let message = TestFiles.message(
      TestFiles.small + "colour: red\nnoise: {shape: 1}\nevaluation: {evry: 5}\n")
    #expect(message.split(separator: "\n").filter { $0.contains("is not a key here") }.count == 3)
  }
}
