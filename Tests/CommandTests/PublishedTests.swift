import Foundation
import Testing

/// The experiments under `Experiments/published`, which take hours whole (`make published`): here a short version of each.
///
/// `short.txt` says what a short version sets; its `runs.csv` must be `short.csv` beside the expected tables, byte for byte. The whole
/// experiment is only planned: its cells must be those of the expected tables.
@Suite(.serialized) struct PublishedTests {
  @Test(arguments: try! PublishedExperiment.all())
  func shortVersionIsAsExpected(experiment: PublishedExperiment) throws {
    let sluice = SluiceProcess()
    let settings = (["replicates=1"] + experiment.settings).map { "--set '\($0)'" }.joined(separator: " ")
    let run = try sluice.shell(
      "$SLUICE run '\(experiment.file)' \(settings) --out '\(sluice["out"])' --quiet")
    try #require(run.status == 0, "\(run.messages)")
    #expect(
      try sluice.read("out/runs.csv")
        == String(contentsOfFile: experiment.expected + "/short.csv", encoding: .utf8))
  }

  /// A text that is not here leaves its experiment out: Debian packages it, and the repository only names it.
  @Test(arguments: try! PublishedExperiment.all().filter(\.hasData))
  func cellsAreThoseOfTheTables(experiment: PublishedExperiment) throws {
    let plan = try SluiceProcess().run("plan", experiment.file, "--trial", "0")
    try #require(plan.status == 0, "\(plan.messages)")
    let total = try #require(plan.output.split(separator: "\n").first).split(separator: " ")
    let rows = try String(contentsOfFile: experiment.expected + "/runs.csv", encoding: .utf8).split(
      separator: "\n"
    ).map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let column = try #require(rows[0].firstIndex(of: "cell_id"))
    let cells = rows.dropFirst().map { $0[column] }
    #expect(total.contains(Substring(String(cells.count))), "\(total.joined(separator: " "))")
    // The plan prints the first fifty cells of many.
    let planned = plan.output.split(separator: "\n").filter { $0.hasPrefix("c-") }.map {
      $0.prefix { $0 != " " }
    }
    try #require(!planned.isEmpty)
    #expect(planned.allSatisfy { cell in cells.contains { $0 == cell } })
  }

  /// The first line of a file and of its README says what was scaled down.
  @Test(arguments: try! PublishedExperiment.all())
  func scaleIsNamedFirst(experiment: PublishedExperiment) throws {
    let readme = (experiment.file as NSString).deletingLastPathComponent + "/README.md"
    for path in [experiment.file, readme] {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let first = try #require(text.split(separator: "\n").first)
      #expect(first.contains("caled down from the paper"), "\(path): \(first)")
    }
  }
}

/// One experiment file under `Experiments/published`, with its expected tables and the settings of its short version.
struct PublishedExperiment: Sendable, CustomTestStringConvertible {
  let file: String
  let expected: String
  let settings: [String]
  let testDescription: String

  /// Whether the file that the experiment reads is here.
  var hasData: Bool {
    let folder = (file as NSString).deletingLastPathComponent
    let files = FileManager.default
    return !files.fileExists(atPath: folder + "/fetch")
      || files.fileExists(atPath: folder + "/devil.dict.dz")
  }

  /// The files that `short.txt` names, which must be all there are.
  static func all() throws -> [PublishedExperiment] {
    let root = Experiment.root + "/published"
    let lines = try String(contentsOfFile: root + "/short.txt", encoding: .utf8).split(separator: "\n")
    let short = lines.filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ").map(String.init) }
    let found = try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(".yaml") }
    precondition(found.sorted() == short.map { $0[0] }.sorted(), "short.txt must name every file of \(root)")
    return short.map { words in
      let stem = (words[0] as NSString).lastPathComponent.dropLast(".yaml".count)
      let expected = root + "/" + (words[0] as NSString).deletingLastPathComponent + "/expected"
      return PublishedExperiment(
        file: root + "/" + words[0],
        expected: stem == "experiment" ? expected : expected + "/" + stem,
        settings: Array(words.dropFirst()),
        testDescription: words[0])
    }
  }
}
