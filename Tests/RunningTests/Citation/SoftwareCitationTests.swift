import Foundation
import Running
import Testing

/// What the command says of itself and of shipped data is what the repository says.
@Suite struct SoftwareCitationTests {
  private func repository(_ path: String) throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  @Test func theFactsAreThoseOfTheCitationFile() throws {
    let file = try repository("CITATION.cff")
    for line in [
      "title: \"\(SoftwareCitation.title)\"", "version: \(SluiceVersion.current)",
      "date-released: \(SoftwareCitation.released)", "license: \(SoftwareCitation.license)",
      "  - name: \"\(SoftwareCitation.author)\"",
    ] {
      #expect(file.split(separator: "\n").contains { $0 == line }, "\(line)")
    }
  }

  @Test func theSourceOfShippedDataIsThatOfTheirReadme() throws {
    let digest = try repository("Experiments/Data/hungary_chickenpox.csv.sha256").prefix(64)
    let source = try #require(DataSource.known(String(digest)))
    let readme = try repository("Experiments/Data/README.md").replacing("\n", with: " ")
    for fact in [source.title, source.license, source.licenseURL, source.arXiv, "\(source.year)"]
      + source.authors
    {
      #expect(readme.contains(fact), "\(fact)")
    }
    #expect(DataSource.known(String(digest.reversed())) == nil)
  }
}
