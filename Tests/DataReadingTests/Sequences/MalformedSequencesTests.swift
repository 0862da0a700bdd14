import Catalog
import DataReading
import Foundation
import Testing

/// Every file in MalformedSequences/ is refused with exactly the sentence that its messages.txt has for it.
///
/// After an intended change, `SLUICE_RECORD_HELP=1 swift test …` writes the sentences anew; read the difference.
@Suite("Malformed files of sequences")
struct MalformedSequencesTests {
  private typealias Change = @Sendable (inout SequenceRequest) throws -> Void

  private static func read(_ key: String, _ value: ParameterValue) -> Change {
    { $0.read = try ReadSettings.ofSteps(.map([key: value])) }
  }

  private static let plain: Change = { _ in }
  private static let symbols: Change = { ($0.inputs, $0.symbols) = (nil, "word") }

  /// What differs from columns `id`, `x`, `y` and `label`, the arrays' own names, and `.ts` files of classes.
  private static let changes: [String: Change] = [
    "arrays-every-missing": { $0.isEveryStep = true },
    "arrays-every-shape": { $0.isEveryStep = true },
    "arrays-missing-first-held": { $0.fill = .hold },
    "arrays-part-unknown-name": { $0.part = "part" },
    "arrays-parts-number": { $0.part = "part" },
    "arrays-parts-unknown": { $0.part = "part" },
    "arrays-read-key": read("header", .flag(false)),
    "arrays-sequence-key": { $0.sequence = "id" },
    "arrays-symbols-fraction": { $0.symbols = "symbols" },
    "arrays-symbols-missing": { $0.symbols = "symbols" },
    "arrays-symbols-shape": { ($0.inputs, $0.symbols) = (["inputs"], "symbols") },
    "arrays-targets-infinite": { $0.kind = .number },
    "arrays-targets-not-bits": { $0.kind = .bits },
    "arrays-texts-as-bits": { $0.kind = .bits },
    "arrays-texts-as-number": { $0.kind = .number },
    "arrays-two-inputs": { $0.inputs = ["inputs", "lengths"] },
    "table-bits-two": { ($0.kind, $0.inputs) = (.bits, ["x"]) },
    "table-class-as-bits": { $0.kind = .bits },
    "table-class-as-number": { $0.kind = .number },
    "table-class-not-listed": { $0.classes = ["walk", "sit"] },
    "table-classes-one": { $0.classes = ["walk"] },
    "table-classes-twice": { $0.classes = ["walk", "run", "walk"] },
    "table-date-told": read("date", .map(["columns": .list([.text("id")]), "format": .text("iso")])),
    "table-empty-inputs": { $0.inputs = [] },
    "table-input-twice": { $0.inputs = ["x", "x"] },
    "table-layout-long": read("layout", .text("long")),
    "table-missing-first-held": { $0.fill = .hold },
    "table-missing-first-interpolated": { $0.fill = .interpolate },
    "table-no-inputs": { $0.inputs = nil },
    "table-no-sequence-key": { $0.sequence = nil },
    "table-number-large": { ($0.kind, $0.inputs) = (.number, ["x"]) },
    "table-number-text": { ($0.kind, $0.inputs) = (.number, ["x"]) },
    "table-order-by-date": read("order", .text("by_date")),
    "table-part-changes": { $0.part = "part" },
    "table-part-column-unknown": { $0.part = "part" },
    "table-part-empty": { $0.part = "part" },
    "table-part-unknown": { $0.part = "part" },
    "table-sequence-is-target": { $0.target = "id" },
    "table-spacing-business": read("spacing", .text("business")),
    "table-symbol-missing": symbols,
    "table-symbols-unknown": symbols,
    "table-target-is-input": { $0.target = "x" },
    "table-target-missing-every": { $0.isEveryStep = true },
    "table-unknown-input": { $0.inputs = ["x", "Y"] },
    "table-unknown-sequence": { $0.sequence = "ID" },
    "table-unknown-target": { $0.target = "Label" },
    "table-where-nothing": read("where", .map(["label": .text("runs")])),
    "ts-bits-three": { $0.kind = .bits },
    "ts-classes-as-number": { $0.kind = .number },
    "ts-classes-key": { $0.classes = ["walk", "sit"] },
    "ts-missing-first-held": { $0.fill = .hold },
    "ts-number-missing": { $0.kind = .number },
    "ts-number-text": { $0.kind = .number },
  ]

  private static let folder = TestData.repository.appending(path: "Tests/DataReadingTests/MalformedSequences")

  private static let files: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0 != "messages.txt" && !$0.hasSuffix("_TEST.ts") }.sorted()
  }()

  /// Tables and arrays are read alone, `.ts` files as those of training.
  private func message(_ file: String) -> String? {
    let files = FileReader { path in try [UInt8](Data(contentsOf: Self.folder.appending(path: path))) }
    return TestData.message {
      let change = Self.changes[String(file.prefix { $0 != "." })] ?? Self.plain
      guard file.hasPrefix("ts-") else {
        let request = file.hasPrefix("table-") ? TestData.walks : SequenceRequest()
        return try SequenceData(file, request.with(change), files: files)
      }
      let request = try SequenceRequest().with(change)
      let test = request.kind == .class ? "good_TEST.ts" : "numbers_TEST.ts"
      return try SequenceData(archives: [(.train, file), (.test, test)], request, files: files)
    }
  }

  @Test func everyFileIsRefusedWithItsSentence() throws {
    for (prefix, least) in [("table-", 40), ("arrays-", 40), ("ts-", 40)] {
      #expect(Self.files.count { $0.hasPrefix(prefix) } >= least)
    }
    #expect(Self.changes.keys.allSatisfy { stem in Self.files.contains { $0.hasPrefix(stem + ".") } })
    let lines = Self.files.map { "\($0): \(message($0) ?? "is read")" }
    let messages = Self.folder.appending(path: "messages.txt")
    if Environment.variable("SLUICE_RECORD_HELP") == "1" {
      return try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: messages)
    }
    let expected = try String(contentsOf: messages, encoding: .utf8).split(separator: "\n").map(String.init)
    #expect(lines.count == expected.count)
    for (line, expected) in zip(lines, expected) { #expect(line == expected) }
    #expect(!lines.contains { $0.hasSuffix(": is read") })
  }
}
