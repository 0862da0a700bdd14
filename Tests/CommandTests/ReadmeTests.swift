import Foundation
import Testing

/// What the README shows is what there is.
@Suite struct ReadmeTests {
  private static let root = URL(fileURLWithPath: Experiment.root).deletingLastPathComponent().path
  private let readme: String

  init() throws { readme = try Self.text("README.md") }

  private static func text(_ path: String) throws -> String {
    try String(contentsOfFile: root + "/" + path, encoding: .utf8)
  }

  /// The blocks of a language, without their fences.
  private func blocks(_ language: String) -> [String] {
    readme.components(separatedBy: "```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
  }

  @Test func theComparisonIsThatOfTheQuickstart() throws {
    #expect(try blocks("").contains(Self.text("Experiments/quickstart/expected/compare.txt")))
  }

  /// Cells are named by everything that can change a result, so equal cells are equal experiments.
  @Test func theExperimentFileIsTheQuickstart() throws {
    let sluice = SluiceProcess()
    let block = try #require(blocks("yaml").first)
      .replacing("../Data/", with: Experiment.root + "/Data/")
    try sluice.write(block, to: "quickstart.yaml")
    let shown = try sluice.run("plan", "quickstart.yaml", "--set", "telemetry.gates=true", "--trial", "0")
    let shipped = try sluice.run("plan", Experiment.root + "/quickstart/experiment.yaml", "--trial", "0")
    #expect(shown.status == 0, "\(shown.messages)")
    func cells(_ plan: String) -> [Substring] { plan.split(separator: "\n").filter { $0.hasPrefix("c-") } }
    #expect(cells(shown.output).count == 3)
    #expect(cells(shown.output) == cells(shipped.output))
  }

  /// The message is broken into lines to fit the page.
  @Test func theMistakeIsAnsweredAsShown() throws {
    let sluice = SluiceProcess()
    try sluice.write(
      """
      schema: sluice/experiment/v1
      name: my-study
      kind: train
      seed: 1
      task: {kind: adding, variant: skip}
      network: {hiden: 32}
      training: {updates: 10}
      """, to: "my-study.yaml")
    let answer = try sluice.run("plan", "my-study.yaml")
    #expect(answer.status == 65)
    func words(_ text: String) -> [Substring] { text.split { $0.isWhitespace } }
    let shown = try #require(blocks("").first { $0.hasPrefix("my-study.yaml:") })
    #expect(words(answer.messages).starts(with: words(shown)), "\(answer.messages)")
  }

  @Test func itIsShort() {
    #expect(readme.split(separator: "\n", omittingEmptySubsequences: false).count <= 151)
  }

  @Test func allLinksLeadSomewhere() {
    let links = readme.matches(of: /\]\(([A-Za-z0-9_.\/-]+)\)/).map { String($0.output.1) }
    #expect(links.count > 10)
    for link in links { #expect(FileManager.default.fileExists(atPath: Self.root + "/" + link), "\(link)") }
  }

  /// Of the guides too.
  @Test func allGoalsAndFilesThatAreNamedExist() throws {
    let makefile = try Self.text("Makefile")
    for text in try [readme] + Guide.all().map(\.text) {
      for match in text.matches(of: /`make ([a-z-]+)`/) {
        #expect(makefile.contains("\n\(match.output.1): "), "make \(match.output.1)")
      }
      for match in text.matches(of: /`((?:Experiments|Notebooks|Sources|Tests)[A-Za-z0-9_.\/-]*)`/) {
        #expect(FileManager.default.fileExists(atPath: Self.root + "/" + match.output.1), "\(match.output.1)")
      }
    }
  }
}
