import Foundation
import Planning
import Studies
import Testing

/// Every key of the experiment file that the documentation names is one.
struct DocumentedKeysTests {
  /// README, articles and the experiments' pages; the table of keys itself is held by `SchemaTests`.
  static let documents: [URL] = {
    let files = FileManager.default.enumerator(atPath: TestFiles.repository.path) ?? .init()
    let names = files.compactMap { $0 as? String }.filter { name in
      name == "README.md" || (name.hasPrefix("Sources/") && name.hasSuffix(".md"))
        || (name.hasPrefix("Experiments/") && name.hasSuffix(".md")
          && name != "Experiments/experiment-file.md")
    }
    return names.sorted().map { TestFiles.repository.appending(path: $0) }
  }()

  @Test func thereAreDocuments() { #expect(Self.documents.count > 15) }

  /// A dotted word in backticks is a key when it begins as one of the file's own does and does not end as a file does.
  @Test(arguments: documents) func everyKeyExists(document: URL) throws {
    let table = KeyTable(ExperimentCatalogs())
    let text = try String(contentsOf: document, encoding: .utf8)
    let dotted = /`([a-z_]+(?:\.[a-z_0-9]+)+)(?:[:=][^`]*)?`/
    for match in text.matches(of: dotted) {
      let parts = match.1.split(separator: ".")
      guard table.keys.contains(String(parts[0])), !Self.endings.contains(parts[parts.count - 1]) else {
        continue
      }
      #expect(table.knows(String(match.1)), "\(document.lastPathComponent) names \(match.1)")
    }
  }

  private static let endings: Set<Substring> = [
    "csv", "json", "md", "py", "safetensors", "swift", "txt", "yaml",
  ]

  @Test func aKeyThatIsNoneIsFound() {
    #expect(!KeyTable(ExperimentCatalogs()).knows("network.init"))
    #expect(KeyTable(ExperimentCatalogs()).knows("sweep.network.hidden"))
    #expect(KeyTable(ExperimentCatalogs()).knows("gates.all.temperature.to"))
  }
}
