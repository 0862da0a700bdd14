import Foundation
import Testing

/// What `sluice compare` decides and how it is drawn.
@Suite struct CompareTests {
  let sluice = SluiceProcess()

  init() throws { try sluice.write(SmallExperiment.text, to: "small.yaml") }

  private func run(_ overrides: String..., in folder: String = "r") throws {
    let result = try sluice.finish(
      sluice.start(["run", "small.yaml", "--out", folder, "--quiet"] + overrides.flatMap { ["--set", $0] }))
    try #require(result.status == 0, "\(result.messages)")
  }

  private func compare(_ arguments: String..., folder: String = "r") throws -> String {
    let result = try sluice.finish(sluice.start(["compare", folder] + arguments))
    #expect(result.status == 0 && result.messages == "", "\(result.messages)")
    return result.output
  }

  /// What a terminal of some width is shown, without what colors it.
  private func onTerminal(_ width: Int, _ environment: String) throws -> String {
    let result = try sluice.shell(
      "\(environment) script -qec \"stty cols \(width); $SLUICE compare r\" /dev/null < /dev/null")
    #expect(result.status == 0, "\(result.messages)")
    return result.output.replacing("\r\n", with: "\n")
  }

  @Test func linesFitPipesAndTerminals() throws {
    try run("replicates=6", "compare.equivalence={floors: 0.1}")
    for (text, width) in [
      (try compare(), 80), (try onTerminal(60, "NO_COLOR=1 LC_ALL=C.UTF-8"), 60),
      (try onTerminal(40, "NO_COLOR=1 LC_ALL=C.UTF-8"), 40), (try onTerminal(40, "TERM=dumb LC_ALL=C"), 40),
    ] {
      let lines = text.split(separator: "\n")
      #expect(lines.count > 12 && lines.allSatisfy { $0.count <= width }, "\(width): \(text)")
      #expect(!text.contains("\u{1B}"))
      for word in ["verdict", "P(better)", "difference to", "sigmoid", "hard_threshold"] {
        #expect(text.contains(word), "\(width): \(word)")
      }
    }
    let colored = try onTerminal(80, "TERM=xterm LC_ALL=C.UTF-8")
    #expect(colored.contains("\u{1B}[1m") && colored.contains("●"))
    let plain = try onTerminal(80, "NO_COLOR=1 LC_ALL=C")
    #expect(plain.allSatisfy(\.isASCII) && plain.contains("o") && plain.contains("delta"), "\(plain)")
    #expect(try sluice.shell("LC_ALL=C \"$SLUICE\" compare r").output.allSatisfy(\.isASCII))
  }

  @Test func itIsDrawnForDocuments() throws {
    try run("replicates=6")
    let markdown = try compare("--format", "markdown")
    #expect(markdown.contains("| gates.all | difference | 95 % | p (Holm) | verdict |"))
    #expect(markdown.contains("| hard\\_threshold |") && !markdown.contains("●"))
    let latex = try compare("--format", "latex")
    let tables = latex.components(separatedBy: "\\begin{tabular}{").dropFirst()
    #expect(tables.count == 2 && latex.contains("hard\\_threshold"))
    for table in tables {
      let columns = table.prefix { $0 != "}" }.count
      let rows = table.split(separator: "\n").filter { $0.hasSuffix("\\\\") }
      #expect(rows.count >= 3 && rows.allSatisfy { $0.components(separatedBy: " & ").count == columns })
    }
    let csv = try compare("--format", "csv").split(separator: "\n").map {
      $0.split(separator: ",").map(String.init)
    }
    #expect(csv[0].prefix(5) == ["gates.all", "split", "mode", "metric", "role"])
    #expect(
      csv.dropFirst().map { $0[0...4].joined(separator: " ") }.prefix(3) == [
        "sigmoid test native mse baseline", "bernoulli test native mse candidate",
        "hard_threshold test native mse candidate",
      ])
    // The tables alone give the same.
    try FileManager.default.removeItem(atPath: sluice["r/records"])
    #expect(try compare("--format", "csv").split(separator: "\n").count == csv.count)
    #expect(try sluice.run("compare", "r", "--format", "word").status == 64)
  }

  /// Another metric than the declared one decides nothing.
  @Test func otherMetricsAreExploratory() throws {
    try run("replicates=6")
    let text = try compare("--metric", "validation.native.mse")
    #expect(text.contains("  exploratory") && !text.contains("p (Holm)") && !text.contains("decided by"))
    #expect(text.contains("the declared metric is test.native.mse"))
    #expect(try !compare().contains("exploratory"))
  }

  /// Replicates that are added, and another question, after the tables could be seen.
  @Test func whatChangedAfterALookIsSaid() throws {
    try run("replicates=6")
    #expect(try !compare().contains("nominal"))
    try run("replicates=6")
    #expect(try sluice.read("r/history.json").components(separatedBy: "\"at\"").count == 2)
    try run("replicates=8")
    let sentence = "replicates were added after a look (6, now 8): p is nominal"
    #expect(try compare().contains(sentence))
    try run("replicates=8", "compare.metric=test.sample.mse")
    let text = try compare().replacing("\n", with: " ")
    #expect(text.contains(sentence))
    #expect(
      text.contains(
        "what is compared was changed after a look (metric: test.native.mse before): p is nominal"))
    // A deposit of the tables says so too.
    try FileManager.default.removeItem(atPath: sluice["r/records"])
    #expect(try compare().contains(sentence))
  }

  /// Shares of one plan, and a sweep that goes on, are no look: before its end there are no tables.
  @Test func goingOnIsNoLook() throws {
    for share in ["1/2", "2/2"] {
      let result = try sluice.run("run", "small.yaml", "--shard", share, "--out", "r", "--quiet")
      try #require(result.status == 0)
    }
    #expect(try !compare().contains("nominal"))
    try sluice.write("{", to: "r/history.json")
    #expect(try !compare().contains("nominal"))
  }
}
