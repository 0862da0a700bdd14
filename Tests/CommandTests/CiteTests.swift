import Foundation
import Testing

/// Everything that has to be cited is named: version, results, data, methods.
@Suite struct CiteTests {
  let sluice = SluiceProcess()

  init() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let data = try Data(contentsOf: root.appendingPathComponent("Experiments/Data/hungary_chickenpox.csv"))
    try data.write(to: URL(fileURLWithPath: sluice["my counts.csv"]))
    let text = SmallExperiment.text.replacing("replicates: 4", with: "replicates: 1").replacing(
      "{kind: adding, variant: skip, steps: 12, validation_size: 70, test_size: 30}",
      with: "{kind: forecast, data: my counts.csv, window: 3, horizon: 1}"
    ).replacing("native.mse", with: "native.rmse").replacing("updates: 200", with: "updates: 50")
    try sluice.write(text, to: "small.yaml")
    let run = try sluice.run("run", "small.yaml", "--quiet", "--out", "r")
    try #require(run.status == 0, "\(run.messages)")
  }

  @Test func inWords() throws {
    let result = try sluice.run("cite", "r")
    #expect(result.status == 0 && result.messages == "")
    let manifest = try sluice.shell("sha256sum r/manifest.json").output.prefix(64)
    let file = try sluice.shell("sha256sum small.yaml").output.prefix(64)
    for fact in [
      "The Sluice developers (2026). Sluice: a research simulator for stochastic gating in LSTMs, version 0.1.0.",
      "Results of the experiment small (", "Experiment SHA-256 \(file)", "manifest.json SHA-256 \(manifest)",
      "Benedek Rozemberczki, Paul Scherer, Oliver Kiss, Rik Sarkar and Tamas Ferenci (2021)",
      "arXiv:2102.08100",
      "my counts.csv, SHA-256 faa34431a328", "Creative Commons Attribution 4.0 International",
      "  gate policy bernoulli: Bengio, Léonard and Courville 2013 (arXiv 1308.3432)\n",
      "  gate policy hard_threshold: ", "  optimizer adam: ",
    ] {
      #expect(result.output.contains(fact), "\(fact)")
    }
  }

  @Test func asBibTeX() throws {
    let text = try sluice.run("cite", "r", "--format", "bibtex").output
    let entries = text.split(separator: "\n").filter { $0.hasPrefix("@") }
    #expect(entries.prefix(3).map { $0.prefix { $0 != "{" } } == ["@software", "@dataset", "@dataset"])
    let keys = entries.map { $0.drop { $0 != "{" } }
    #expect(Set(keys).count == keys.count && keys.contains("{bengio2013,"))
    #expect(text.contains("author = {{The Sluice developers}}"))
    #expect(
      text.contains(
        "@misc{bengio2013,\n  author = {Bengio and Léonard and Courville},\n  year = {2013},\n  eprint = {1308.3432},\n"
      ))
    // Braces are in balance, and what TeX takes for a command is escaped.
    #expect(text.count { $0 == "{" } == text.count { $0 == "}" })
    #expect(text.contains("gate policy hard\\_threshold") && !text.contains(" hard_threshold"))
  }

  @Test func aFolderWithoutTablesHasNone() throws {
    try FileManager.default.removeItem(atPath: sluice["r/manifest.json"])
    try sluice.write("{", to: "r/provenance.json")
    let result = try sluice.run("cite", "r")
    #expect(result.status == 0 && result.output.contains("No tables are written yet"))
    #expect(try sluice.run("cite", "nothing").status == 66)
  }
}
