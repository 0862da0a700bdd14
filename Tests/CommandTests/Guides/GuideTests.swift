import Foundation
import Sluice
import Testing

/// What the guides of the documentation show is what happens.
@Suite struct GuideTests {
  /// After an intended change, `SLUICE_RECORD_HELP=1 swift test …` writes anew what is shown, but for blocks with an `…`.
  @Test(arguments: try! Guide.all())
  func commandsPrintWhatIsShown(guide: Guide) throws {
    var performance = try GuidePerformance(guide)
    for block in guide.blocks { try performance.perform(block) }
    if ProcessInfo.processInfo.environment["SLUICE_RECORD_HELP"] == "1" {
      try Data(performance.recorded.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: guide.path))
    }
  }

  @Test func anotherOutputIsFound() {
    #expect(GuidePerformance.matches(["a", "…", "b … d"], ["a", "x", "y", "b c d", ""]))
    #expect(!GuidePerformance.matches(["a", "…", "b … d"], ["a", "x", "b c e", ""]))
    #expect(!GuidePerformance.matches(["a"], ["a", "b", ""]))
    #expect(!GuidePerformance.matches(["a", "b"], ["a", ""]))
  }

  /// The front page leads to every guide and every reference page.
  @Test func theFrontPageHasEveryPage() throws {
    let front = try String(contentsOfFile: Guide.catalog + "/Sluice.md", encoding: .utf8)
    let written = SluiceProcess()
    #expect(try written.run("reference", "pages").status == 0)
    let pages = try FileManager.default.contentsOfDirectory(atPath: written["pages"]).filter {
      $0.hasSuffix(".md")
    }
    #expect(pages.count > 15)
    for page in try pages.map({ $0.replacing(".md", with: "") }) + Guide.all().map(\.name) {
      #expect(front.contains("<doc:\(page)>"), "\(page)")
    }
  }

  /// Figures that no test can measure are quoted from where they were.
  @Test func theFiguresAreThoseOfTheBenchmarks() throws {
    let measured = try Set(
      String(contentsOfFile: Experiment.root + "/benchmarks/README.md", encoding: .utf8).split(
        separator: "\n"))
    let guide = try #require(try Guide.all().first { $0.name == "ReliabilityAndPerformance" })
    let rows = guide.text.split(separator: "\n").filter { $0.contains(/^\| \d+, \d+, \d+, \d+/) }
    #expect(rows.count == 12)
    for row in rows { #expect(measured.contains(row), "\(row)") }
  }

  @Test func theLatestChangesAreThoseOfThisVersion() throws {
    let guide = try #require(try Guide.all().first { $0.name == "Changes" })
    let headings = guide.text.split(separator: "\n").filter { $0.hasPrefix("### ") }
    #expect(headings.first == "### \(SluiceVersion.current)")
    for version in [NumericsVersion.current, StreamVersion.current] {
      #expect(guide.text.contains("`\(version)`"))
    }
  }
}
