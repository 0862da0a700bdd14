import Foundation
import Sluice
import Testing

/// `sluice reference` leaves nothing out: the pages have every kind, and every column of the tables that experiments ship with.
@Suite struct ReferenceTests {
  private let sluice = SluiceProcess()

  init() throws { #expect(try sluice.run("reference", "pages").status == 0) }

  private func page(_ name: String) throws -> String { try sluice.read("pages/\(name).md") }

  /// The part of a page below a heading.
  private func part(_ heading: String, of page: String) -> String? {
    page.components(separatedBy: "\n## ").first { $0.hasPrefix(heading + "\n") }
  }

  @Test(arguments: ExperimentCatalogs().lists.map(\.topic))
  func everyKindHasItsSection(topic: String) throws {
    let page = try page(topic)
    let list = try #require(ExperimentCatalogs().lists.first { $0.topic == topic })
    for kind in list.kinds where topic != "generators" {
      let section = try #require(part(kind.kind, of: page), "\(kind.kind)")
      #expect(section.contains(kind.summary), "\(kind.kind)")
      #expect(kind.source.isEmpty || section.contains("\nSource: \(kind.source)\n"), "\(kind.kind)")
      #expect(kind.formula.isEmpty || section.contains("\n    \(kind.formula)\n"), "\(kind.kind)")
      for parameter in kind.parameters {
        let rows = section.split(separator: "\n").filter { $0.hasPrefix("| `\(parameter.name)` | ") }
        #expect(rows.count == 1, "\(kind.kind) \(parameter.name)")
        #expect(rows.first?.contains(parameter.summary.replacing("|", with: "\\|")) == true)
      }
    }
    if topic == "generators" {
      for kind in list.kinds { #expect(page.contains("\n- `\(kind.kind)`\n"), "\(kind.kind)") }
    }
  }

  /// But for axes, which are keys of the file, and final scores; the page says so.
  @Test(arguments: try! Experiment.folders())
  func everyColumnIsDescribed(folder: String) throws {
    let page = try page("tables")
    let naming = KeyTable(ExperimentCatalogs()).keys.union(["run_id", "cell_id", "replicate"])
    for name in try FileManager.default.contentsOfDirectory(atPath: folder + "/expected")
    where name.hasSuffix(".csv") {
      let section = try #require(part(name, of: page), "\(name)")
      let header = try String(contentsOfFile: "\(folder)/expected/\(name)", encoding: .utf8).prefix {
        $0 != "\n"
      }
      for column in header.split(separator: ",")
      where !column.contains(".") && !naming.contains(String(column)) {
        #expect(section.contains("\n| `\(column)` | "), "\(name) \(column)")
      }
    }
  }

  /// Every policy has a picture of its law, every surrogate one of its slope; a page shows all that are written.
  @Test func lawsAndSlopesAreDrawn() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: sluice["pages"]).filter {
      $0.hasSuffix(".svg")
    }
    let surrogates = ExperimentCatalogs().gradients.kinds.prefix { $0 != "score_function" }
    let expected =
      ExperimentCatalogs().policies.kinds.map { "law-\($0).svg" } + surrogates.map { "slope-\($0).svg" }
    #expect(files.sorted() == expected.sorted() && surrogates.count > 5)
    let shown = try page("policies") + page("gradients")
    for file in files { #expect(shown.contains("](\(file))"), "\(file)") }
  }

  /// The mean of a hard threshold is drawn as a jump: two points of its line lie above each other, and its slope has none.
  @Test func aJumpStandsUpright() throws {
    func paths(_ policy: String) throws -> [[(x: Double, y: Double)]] {
      try sluice.read("pages/law-\(policy).svg").matches(of: /<path d="([^"]*)"/).map { match in
        match.1.split { "ML".contains($0) }.compactMap { pair in
          let numbers = pair.split(separator: " ").compactMap { Double($0) }
          return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
        }
      }
    }
    func jumps(_ policy: String) throws -> Int {
      try paths(policy).filter { $0.count > 20 }.count { path in
        zip(path, path.dropFirst()).contains { abs($0.x - $1.x) < 0.02 && abs($0.y - $1.y) > 20 }
      }
    }
    // The mean, its band, and what evaluation reads.
    #expect(try jumps("hard_threshold") == 3)
    #expect(try jumps("sigmoid") == 0)
  }

  @Test func theKeysAreThoseOfTheExperimentFile() throws {
    let kept = try String(contentsOfFile: Experiment.root + "/experiment-file.md", encoding: .utf8)
    #expect(try page("experiment-file") == kept)
  }

  @Test func theFolderMustBeOne() throws {
    try sluice.write("", to: "file")
    #expect(try sluice.run("reference", "file/pages").status == 73)
  }
}
