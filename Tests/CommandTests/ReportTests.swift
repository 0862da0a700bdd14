import Digest
import Foundation
import Sluice
import Testing

/// `sluice report` and `sluice figure`: the page among the files that the folder vouches for, and figures for papers.
@Suite struct ReportTests {
  let sluice = SluiceProcess()

  init() throws {
    try sluice.write(SmallExperiment.text, to: "small.yaml")
    let run = try sluice.run("run", "small.yaml", "--quiet", "--out", "r")
    try #require(run.status == 0, "\(run.messages)")
  }

  private func listed(_ folder: String = "r") throws -> String? {
    let manifest = try JSON(Array(sluice.read("\(folder)/manifest.json").utf8))
    return manifest["files"]?.items.first { $0["path"]?.string == "report.html" }?["sha256"]?.string
  }

  private func digest(_ name: String) throws -> String { SHA256.hexadecimal(try sluice.read(name).utf8) }

  @Test func thePageIsListedAndVerified() throws {
    let result = try sluice.run("report", "r")
    #expect(result.status == 0 && result.output.isEmpty && result.messages.contains("'r/report.html'"))
    let first = try sluice.read("r/report.html")
    #expect(try listed() == digest("r/report.html"))
    #expect(try sluice.run("report", "r").status == 0 && sluice.read("r/report.html") == first)
    for fact in ["sluice verify DIR", "training.updates: ", "How to cite", "schema: sluice/experiment/v1"] {
      #expect(first.contains(fact), "\(fact)")
    }
    let verified = try sluice.run("verify", "r", "--quiet")
    #expect(verified.status == 0, "\(verified.output)\(verified.messages)")
    #expect(verified.output.contains("report.html"), "\(verified.output)")
    try sluice.write(first.replacing("<main>", with: "<main><p>Not so.</p>"), to: "r/report.html")
    let changed = try sluice.run("verify", "r", "--quiet")
    #expect(changed.status == 70 && changed.output.contains("report.html"), "\(changed.output)")
    // The manifest is still that which lists the page of these tables.
    #expect(try sluice.run("cite", "r").output.contains(digest("r/manifest.json")))
  }

  @Test func theCrateHasThePage() throws {
    #expect(try sluice.run("report", "r").status == 0 && sluice.run("report", "r").status == 0)
    let graph = try JSON(Array(sluice.read("r/ro-crate-metadata.json").utf8))["@graph"]?.items ?? []
    let ids = graph.compactMap { $0["@id"]?.string }
    #expect(Set(ids).count == ids.count)
    func entity(_ id: String) -> JSON? { graph.first { $0["@id"]?.string == id } }
    #expect(try entity("report.html")?["sha256"]?.string == digest("r/report.html"))
    #expect(try entity("manifest.json")?["sha256"]?.string == digest("r/manifest.json"))
    #expect(entity("#report")?["result"]?["@id"]?.string == "report.html")
    #expect(entity("#report")?["object"]?.items.contains { $0["@id"]?.string == "summary.csv" } == true)
    #expect(entity("./")?["hasPart"]?.items.count { $0["@id"]?.string == "report.html" } == 1)
    #expect(entity("./")?["mentions"]?.items.count == 2)
  }

  /// Whoever writes the tables anew takes the page away, and with it its entry.
  @Test(arguments: [
    ["run", "r", "--quiet"], ["export", "r"], ["run", "r", "--quiet", "--set", "replicates=5"],
  ])
  func aStalePageGoes(command: [String]) throws {
    #expect(try sluice.run("report", "r").status == 0)
    #expect(try sluice.finish(sluice.start(command)).status == 0)
    #expect(!FileManager.default.fileExists(atPath: sluice["r/report.html"]))
    #expect(try listed() == nil)
    #expect(try sluice.run("verify", "r", "--quiet").status == 0)
  }

  /// A page is made of tables alone, whatever number of runs there were at once; a deposit has no more.
  @Test func jobsAndDepositsMakeThePage() throws {
    #expect(try sluice.run("run", "small.yaml", "--quiet", "--out", "s", "--jobs", "1").status == 0)
    for folder in ["r", "s"] { #expect(try sluice.run("report", folder).status == 0) }
    #expect(try digest("r/report.html") == digest("s/report.html"))
    #expect(try digest("r/manifest.json") == digest("s/manifest.json"))
    _ = try sluice.shell("mkdir d && cp r/*.csv r/datapackage.json d")
    let deposit = try sluice.run("report", "d")
    #expect(deposit.status == 0 && deposit.messages.contains("no manifest.json"))
  }

  @Test func figuresAreListedAndWritten() throws {
    let list = try sluice.run("figure", "r").output
    #expect(list.contains("differences  ") && list.contains("curve-validation"))
    #expect(try sluice.run("figure", "r", "differences", "--width", "85", "--font-size", "7").status == 0)
    let svg = try sluice.read("differences.svg")
    #expect(svg.contains("width=\"85mm\"") && svg.contains("font-size=\"7\"") && svg.hasPrefix("<?xml"))
    #expect(try sluice.run("figure", "r", "scores", "-o", "f.svg").status == 0)
    #expect(try sluice.read("f.svg").hasPrefix("<?xml"))
  }

  /// Where a program is there that converts them; else a sentence says which to install.
  @Test(arguments: ["pdf", "png"])
  func figuresAreConverted(ending: String) throws {
    let none = try sluice.run("figure", "r", "scores", "-o", "g.\(ending)", environment: ["PATH": "/nowhere"])
    #expect(none.status == 66 && none.messages.contains("apt install librsvg2-bin"), "\(none.messages)")
    #expect(!FileManager.default.fileExists(atPath: sluice["g.\(ending).svg.tmp"]))
    guard try sluice.shell("command -v rsvg-convert").status == 0 else { return }
    #expect(try sluice.run("figure", "r", "scores", "-o", "g.\(ending)").status == 0)
    let head = try Data(contentsOf: URL(fileURLWithPath: sluice["g.\(ending)"])).prefix(4)
    #expect(Array(head) == (ending == "pdf" ? Array("%PDF".utf8) : [0x89, 0x50, 0x4E, 0x47]))
  }

  @Test func mistakesAreAnswered() throws {
    let unknown = try sluice.run("figure", "r", "diferences")
    #expect(
      unknown.status == 64 && unknown.messages.contains("(did you mean 'differences'?)"),
      "\(unknown.messages)")
    #expect(try sluice.run("figure", "r", "scores", "-o", "f.jpg").status == 64)
    #expect(try sluice.run("figure", "r", "scores", "--width", "5").status == 64)
    for command in ["report", "figure"] {
      let missing = try sluice.run(command, "nothing")
      #expect(missing.status == 66 && missing.messages.contains("'nothing'"), "\(missing.messages)")
      _ = try sluice.shell("mkdir -p empty")
      let empty = try sluice.run(command, "empty")
      #expect(empty.status == 66 && empty.messages.contains("no tables to show"), "\(empty.messages)")
    }
    // Somebody's own page is not overwritten by a run into its folder.
    _ = try sluice.shell("mkdir own && echo mine > own/report.html")
    #expect(try sluice.run("run", "small.yaml", "--quiet", "--out", "own").status == 73)
    #expect(try sluice.read("own/report.html") == "mine\n")
  }
}
