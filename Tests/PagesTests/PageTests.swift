import Drawing
import Foundation
import FoundationXML
import Pages
import Running
import TestSupport
import Testing

/// A page is whole, the same every time, and can be read without seeing it.
@Suite struct PageTests {
  let folder = TemporaryFolder()

  private func page(jobs: Int = 1, in name: String = "r") async throws -> Page {
    try await SmallSweep.run(SmallSweep.plan(), in: folder[name], jobs: jobs)
    return try Page(ResultsFolder(folder[name], experiment: nil))
  }

  @Test func bytesDependOnResultsAlone() async throws {
    let first = try await page().bytes
    #expect(try await page(jobs: 3, in: "other").bytes == first)
    #expect(try Page(ResultsFolder(folder["r"], experiment: nil)).bytes == first)
  }

  @Test func isXMLThatAsksForNothing() async throws {
    let bytes = try await page().bytes
    let reader = PageReader(bytes)
    #expect(reader.problem == nil)
    #expect(reader.addresses.allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("data:") }, "\(reader.addresses)")
    #expect(Set(reader.ids).count == reader.ids.count, "an id is there twice")
    // Every link leads somewhere.
    #expect(
      reader.addresses.filter { $0.hasPrefix("#") }.allSatisfy { reader.ids.contains(String($0.dropFirst())) }
    )
    #expect((100...15_000).contains(reader.script.utf8.count), "\(reader.script.utf8.count)")
    let text = String(decoding: bytes, as: UTF8.self)
    for word in ["provenance", "cpu_seconds", "peak_resident", "@import", "url("] {
      #expect(!text.contains(word), "\(word)")
    }
  }

  @Test func figuresHaveWordsAndNumbers() async throws {
    let page = try await page()
    let reader = PageReader(page.bytes)
    let names = page.figures.map(\.name)
    #expect(names.contains("differences") && names.contains("scores") && names.contains("curve-validation"))
    #expect(Set(names).count == names.count)
    #expect(reader.figures.map(\.id) == names)
    for figure in reader.figures {
      #expect(figure.titles == 1 && figure.descriptions == 1 && figure.tables == 1, "\(figure)")
      #expect(figure.rows > 1, "\(figure)")
    }
    #expect(page.figures.allSatisfy { !$0.table.rows.isEmpty && !$0.description.isEmpty })
  }

  /// Small marks of a table say in which row they stand.
  @Test func marksNameTheirRows() async throws {
    let page = try await page()
    let runs = try ResultRowsReader.rows(folder["r/runs.csv"])
    let forest = try #require(page.figures.first { $0.name == "scores" })
    let sources = forest.draw(.page).shapes.compactMap { shape -> (String, String)? in
      shape.source.flatMap { source in shape.note.map { (source, $0) } }
    }.filter { $0.0.hasPrefix("runs.csv") }
    #expect(sources.count == runs.count)
    for (source, note) in sources {
      let row = try #require(Int(source.dropFirst("runs.csv, row ".count)))
      let replicate = try #require(runs[row - 1]["replicate"])
      #expect(note.contains("replicate \(replicate):"), "\(source): \(note)")
    }
  }

  /// No label covers another, on a page and in a paper's column.
  @Test func labelsHaveRoom() async throws {
    for figure in try await page().figures {
      for layout in [
        Figure.Layout.page, Figure.Layout(width: 240, fontSize: 8), Figure.Layout(width: 500, fontSize: 9),
      ] {
        #expect(TextBoxes.faults(figure.draw(layout)) == [], "\(figure.name) \(layout)")
      }
    }
  }

  @Test func aFolderWithoutTablesIsRefused() throws {
    try Files.makeFolder(folder["empty"])
    #expect(throws: ResultsFolder.Empty.self) { try ResultsFolder(folder["empty"], experiment: nil) }
  }

  /// A hundred thousand runs: the page stays small, and says what it leaves out.
  @Test func manyRunsHaveRoom() throws {
    try Files.makeFolder(folder["many"])
    try SyntheticTables.write(to: folder["many"], cells: 50, replicates: 2000)
    let page = try Page(ResultsFolder(folder["many"], experiment: nil))
    #expect(page.bytes.count < 2_000_000, "\(page.bytes.count)")
    let omissions = PageReader(page.bytes).omissions
    #expect(omissions.contains { $0.contains("26 of 50 cells are left out here") }, "\(omissions)")
    #expect(
      omissions.contains { $0.contains("the first 30 of up to 2000 replicates are drawn") }, "\(omissions)")
  }

  @Test func sectionsAreAddedBeforeTheLast() throws {
    let sections = try SectionCatalog.standard.adding([OwnSection.self]).sections
    #expect(
      sections.dropLast().last == OwnSection.self
        && sections.count == SectionCatalog.standard.sections.count + 1)
    #expect(throws: (any Error).self) {
      try SectionCatalog.standard.adding([OwnSection.self, OwnSection.self])
    }
  }
}

/// A section of a program's own.
private enum OwnSection: ReportSection {
  static let name = "own-words"
  static let title = "Own words"

  static func passages(of folder: ResultsFolder) throws -> [Passage] { [.words("<own>")] }
}
