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

  @Test func theKeysAreThoseOfTheExperimentFile() throws {
    let kept = try String(contentsOfFile: Experiment.root + "/experiment-file.md", encoding: .utf8)
    #expect(try page("experiment-file") == kept)
  }

  @Test func theFolderMustBeOne() throws {
    try sluice.write("", to: "file")
    #expect(try sluice.run("reference", "file/pages").status == 73)
  }
}
