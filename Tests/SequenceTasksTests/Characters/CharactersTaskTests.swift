import Catalog
import DataReading
import Foundation
import SequenceTasks
import Sequences
import Testing

@Suite("The next character")
struct CharactersTaskTests {
  private static func task(_ text: String, _ settings: [String: ParameterValue] = [:]) throws
    -> CharactersTask
  {
    try task(Array(text.utf8), settings)
  }

  private static func task(_ bytes: [UInt8], _ settings: [String: ParameterValue] = [:]) throws
    -> CharactersTask
  {
    let settings = ["data": .text("text.txt")].merging(settings) { $1 }
    return try CharactersTask(
      Parameters(CharactersTask.description, settings), files: FileReader { _ in bytes })
  }

  private static let halves: [String: ParameterValue] = [
    "split": .list([.number(0.5), .number(0.25), .number(0.25)])
  ]

  /// Sixteen characters in four kinds: training `abaabaca`, validation `b\nab`, test `aacb`; windows of three.
  private static let small = halves.merging(["window": .number(3)]) { $1 }

  @Test func partsOfTheText() throws {
    let task = try Self.task("abaabacab\nabaacb", Self.small)
    #expect(task.classes.map(\.name) == ["U+000A", "a", "b", "c"])
    // Of the characters 2 to 8 of training.
    #expect(task.classes.map(\.trainingCount) == [0, 4, 2, 1])
    #expect(task.assumptions == [.symbols(["U+000A", "a", "b", "c"])])
    #expect(Split.allCases.map { task.count($0) } == [3, 1, 1])
    let batch = Fixtures.batch(task, .train, [0, 2, 1])
    #expect(batch.lengths == [3, 1, 3] && batch.steps == 3)
    // aba|aba|c as inputs, baa|bac|a as targets.
    #expect(batch.symbols == [1, 3, 1, 2, 0, 2, 1, 0, 1])
    #expect(batch.targets == [2, 1, 2, 1, 0, 1, 1, 0, 3])
    #expect(Fixtures.batch(task, .validation, [0]).symbols == [2, 0, 1])
    #expect(task.origin(.train, example: 2)?.place == 6 && task.origin(.test, example: 0)?.place == 12)
    #expect(
      task.findings.map(\.text) == [
        "16, 4 different ones", "train 8, validation 4, test 4, in the order of the text",
      ])
  }

  /// By hand: log₂ 4 and, of the targets a, c, b behind a, a, c, unigrams 5/11, 2/11, 3/11, and bigrams with one unigram added.
  @Test func floors() throws {
    let task = try Self.task("abaabacab\nabaacb", Self.small)
    let scores = Dictionary(
      uniqueKeysWithValues: task.floorScores(.test).map { ("\($0.mode).\($0.metric)", $0.value) })
    #expect(scores["chance.bits_per_symbol"] == 2 && scores["chance.accuracy"] == 0.25)
    let unigram = -(log2(5.0 / 11) + log2(2.0 / 11) + log2(3.0 / 11)) / 3
    #expect(abs((scores["unigram.bits_per_symbol"] ?? .nan) - unigram) < 1e-12)
    // Behind a: a 1, b 2, c 1 of 4; behind c: a 1 of 1.
    let bigram = -(log2((1 + 5.0 / 11) / 5) + log2((1 + 2.0 / 11) / 5) + log2((3.0 / 11) / 2)) / 3
    #expect(abs((scores["bigram.bits_per_symbol"] ?? .nan) - bigram) < 1e-12)
    #expect(scores["unigram.accuracy"] == 1.0 / 3 && scores["bigram.accuracy"] == 0)
  }

  /// Characters are Unicode scalars; marks and blanks go by their code points, and a byte-order mark is left out.
  @Test func namesOfCharacters() throws {
    let task = try Self.task("\u{FEFF}e\u{301} é\t€1\u{10348}" + String(repeating: "e", count: 60))
    #expect(
      task.classes.map(\.name) == ["U+0009", "U+0020", "1", "e", "é", "U+0301", "€", "\u{10348}"])
  }

  @Test func mistakes() throws {
    func message(_ bytes: [UInt8], _ settings: [String: ParameterValue] = [:]) -> String? {
      Fixtures.message { try Self.task(bytes, settings) }
    }
    #expect(
      message(Array("ab\ncd".utf8) + [0xC3, 0x28])
        == "text.txt:2: bytes that are no UTF-8; expected a text in UTF-8")
    #expect(
      message(Array("abcdefgh".utf8))
        == "text.txt: 8 characters leave 0 for validation; expected 2 at least, one to read and one to tell"
    )
    #expect(
      message([])
        == "text.txt: 0 characters leave 0 for train; expected 2 at least, one to read and one to tell"
    )
    let many = String(String.UnicodeScalarView((0..<1_100).compactMap { Unicode.Scalar(0x4E00 + $0) }))
    #expect(
      message(Array(many.utf8))
        == "text.txt: 1100 different characters; a network tells 1024 apart at most, such as those of an alphabetic script"
    )
    #expect(
      message(Array("abcdefgh".utf8), ["split": .list([.number(0.5), .number(0.1), .number(0.1)])])
        == "'split' is [0.5, 0.1, 0.1], expected three fractions that sum to 1")
  }
}
