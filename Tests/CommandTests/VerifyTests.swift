import Digest
import Foundation
import Testing

/// `sluice verify`: what it prints, how it ends, and what it leaves behind.
@Suite struct VerifyTests {
  let sluice = SluiceProcess()

  init() throws {
    try sluice.write(SmallExperiment.text, to: "small.yaml")
    try FileManager.default.createDirectory(atPath: sluice["scratch"], withIntermediateDirectories: false)
  }

  /// Calls the command with a folder for temporary files, in which nothing may stay.
  private func verify(_ arguments: String...) throws -> SluiceProcess.Result {
    let process = try sluice.start(["verify"] + arguments, environment: ["TMPDIR": sluice["scratch"]])
    let result = try sluice.finish(process)
    #expect(try FileManager.default.contentsOfDirectory(atPath: sluice["scratch"]) == [])
    return result
  }

  @Test func aFolderAlone() throws {
    #expect(try sluice.run("run", "small.yaml", "--out", "r").status == 0)
    // From the folder's own copies: the experiment file may be gone, and the folder elsewhere and read-only.
    try FileManager.default.removeItem(atPath: sluice["small.yaml"])
    try FileManager.default.moveItem(atPath: sluice["r"], toPath: sluice["elsewhere"])
    let result = try verify("elsewhere", "--jobs", "2")
    #expect(result.status == 0)
    #expect(
      result.output == """
        small: 12 of 12 runs recomputed, 12 agree
        7 files compared, 7 agree: runs.csv, measurements.csv, gates.csv, summary.csv, comparisons.csv, datapackage.json, manifest.json

        """)
    #expect(result.messages.hasPrefix("0 of 12 runs finished\n"))
    let row = try verify("elsewhere", "--row", "comparisons.csv:1", "--quiet")
    #expect(row.status == 0 && row.messages == "")
    #expect(
      row.output == "small: 8 of 12 runs recomputed, 8 agree\n1 file compared, 1 agree: comparisons.csv\n")
    #expect(try verify("elsewhere", "--fraction", "1e-9").output.hasPrefix("small: 1 of 12 runs"))
  }

  /// What a killed verification has left among the temporary files goes with the next one; what another is at work on stays.
  @Test func abandonedFoldersAreRemoved() throws {
    #expect(try sluice.run("run", "small.yaml", "--out", "r").status == 0)
    let files = FileManager.default
    for (folder, file) in [
      ("sluice-verify-killed", ".sluice-scratch"), ("sluice-verify-killed/weights", "r-1.safetensors"),
      ("sluice-verify-used", ".sluice-scratch"), ("sluice-verify-mine", "runs.csv"),
      ("linked", ".sluice-scratch"),
    ] {
      try files.createDirectory(atPath: sluice["scratch/\(folder)"], withIntermediateDirectories: true)
      try sluice.write("", to: "scratch/\(folder)/\(file)")
    }
    try files.createSymbolicLink(
      atPath: sluice["scratch/sluice-verify-link"], withDestinationPath: sluice["scratch/linked"])
    let used = open(sluice["scratch/sluice-verify-used"], O_RDONLY)
    defer { close(used) }
    #expect(flock(used, LOCK_EX) == 0)
    let process = try sluice.start(
      ["verify", "r", "--fraction", "1e-9", "--quiet"], environment: ["TMPDIR": sluice["scratch"]])
    #expect(try sluice.finish(process).status == 0)
    #expect(
      try files.subpathsOfDirectory(atPath: sluice["scratch"]).sorted() == [
        "linked", "linked/.sluice-scratch", "sluice-verify-link", "sluice-verify-mine",
        "sluice-verify-mine/runs.csv", "sluice-verify-used", "sluice-verify-used/.sluice-scratch",
      ])
  }

  @Test func otherBytesEndWith70() throws {
    #expect(try sluice.run("run", "small.yaml", "--out", "r").status == 0)
    var lines = try sluice.read("r/comparisons.csv").split(separator: "\n").map(String.init)
    let cells = lines[2].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let place = try #require(lines[0].split(separator: ",").firstIndex(of: "p_value"))
    lines[2] = (cells[..<place] + ["1e-06"] + cells[(place + 1)...]).joined(separator: ",")
    try sluice.write(lines.map { $0 + "\n" }.joined(), to: "r/comparisons.csv")
    let result = try verify("r", "--fraction", "0.1", "--quiet")
    #expect(result.status == 70)
    #expect(result.messages == "'r' does not hold what its experiment gives: 1 difference\n")
    #expect(
      result.output.hasSuffix(
        """
        comparisons.csv is not the file that manifest.json lists: it was changed after it was written
        `sluice export` writes the tables of the records that are there
        first difference: comparisons.csv, row 2, column p_value: the folder has 1e-06, written anew it has \(cells[place])

        """))
    #expect(try verify("r", "--row", "comparisons.csv:2").status == 70)
    #expect(try verify("r", "--row", "comparisons.csv:1").status == 0)
  }

  @Test func whatCannotBeVerified() throws {
    let missing = try verify("none")
    #expect(missing.status == 66 && missing.messages == "'none' holds no results: there is no plan in it\n")
    #expect(try sluice.run("run", "small.yaml", "--out", "r").status == 0)
    #expect(try verify("r", "--row", "none.csv:1").status == 66)
    for arguments in [
      ["--row", "comparisons.csv"], ["--row", "comparisons.csv:0"], ["--fraction", "0"],
      ["--fraction", "1.1"],
      ["--fraction", "nan"], ["--jobs", "0"], ["--fraction", "0.5", "--row", "runs.csv:1"],
      ["--runs", "r-1"],
      ["--row", "runs.csv:13"], ["--row", "timings.csv:1"],
    ] {
      let process = try sluice.start(["verify", "r"] + arguments)
      #expect(try sluice.finish(process).status == 64, "\(arguments)")
    }
    let plan = try sluice.read("r/plan").dropLast(72).replacing(
      #/numerics sluice\/numerics\/v\d+/#, with: "numerics sluice/numerics/v0")
    try sluice.write(plan + "sha256 \(SHA256.hexadecimal(plan.utf8))\n", to: "r/plan")
    let other = try verify("r")
    #expect(other.status == 65 && other.output == "")
    #expect(other.messages.hasPrefix("the runs in 'r' were made with sluice/numerics/v0, and this is "))
  }

  @Test func withoutRecordsThereIsNothingToCompareWith() throws {
    #expect(try sluice.run("run", "small.yaml", "--out", "r").status == 0)
    try FileManager.default.removeItem(atPath: sluice["r/records"])
    let result = try verify("r")
    #expect(result.status == 65)
    #expect(result.messages.hasPrefix("'r' has no records of finished runs"))
  }

  @Test(arguments: [SIGINT, SIGTERM]) func interruptedItLeavesNothing(signal: Int32) throws {
    #expect(try sluice.run("run", "small.yaml", "--out", "r", "--set", "training.updates=2000").status == 0)
    let process = try sluice.start(
      ["verify", "r", "--jobs", "1"], environment: ["TMPDIR": sluice["scratch"]])
    // The second call's messages.
    while process.isRunning, try !sluice.read(".call-1.err").contains("0 of 12 runs finished") { usleep(500) }
    #expect(process.isRunning)
    kill(process.processIdentifier, signal)
    let result = try sluice.finish(process)
    #expect(result.status == 75)
    #expect(result.messages.contains("of 12 runs were recomputed; nothing of it is kept"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: sluice["scratch"]) == [])
  }

  @Test func aTraceIsComputedAgain() throws {
    try sluice.write(TraceTests.text.replacing("[[5]]", with: "{file: steps.csv}"), to: "t.yaml")
    try sluice.write("v\n5\n", to: "steps.csv")
    #expect(try sluice.run("trace", "t.yaml", "--out", "t").status == 0)
    try FileManager.default.removeItem(atPath: sluice["steps.csv"])
    let result = try verify("t")
    #expect(result.status == 0)
    #expect(result.output == "3 files compared, 3 agree: trace.csv, datapackage.json, manifest.json\n")
    #expect(try verify("t", "--fraction", "0.5").status == 64)
    let table = try sluice.read("t/trace.csv")
    try sluice.write(table.replacing("concatenated,1,0.25", with: "concatenated,1,0.5"), to: "t/trace.csv")
    #expect(try verify("t", "--row", "trace.csv:1").status == 0)
    let row = try verify("t", "--row", "trace.csv:2")
    #expect(row.status == 70)
    #expect(
      row.output.hasSuffix("trace.csv, row 2, column value: the folder has 0.5, written anew it has 0.25\n"))
  }
}
