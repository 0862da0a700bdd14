import Digest
import Foundation
import Sluice
import TestSupport
import Testing

/// `merge`: folders of shares become the folder of the single run, whatever happens to them or to it.
@Suite struct MergeTests {
  let sluice = SluiceProcess()

  init() throws { try sluice.write(SmallExperiment.text, to: "small.yaml") }

  /// The digests of the single run, and a folder for each share: `s1`, `s2`, …
  private func shares(_ count: Int, _ more: [String] = []) throws -> [String: String] {
    let run = ["run", "small.yaml", "--quiet"] + more
    for number in 1...count {
      let share = ["--shard", "\(number)/\(count)", "--out", "s\(number)"]
      #expect(try sluice.finish(sluice.start(run + share)).status == 0)
    }
    #expect(try sluice.finish(sluice.start(run + ["--out", "one"])).status == 0)
    return try SmallExperiment.digests(sluice["one"])
  }

  private func merge(_ folders: [String], into out: String = "m") throws -> SluiceProcess.Result {
    try sluice.finish(sluice.start(["merge"] + folders + ["--out", out]))
  }

  @Test func sharesBecomeTheSingleRun() throws {
    let expected = try shares(3)
    let result = try merge(["s3", "s1", "s2"])
    #expect(result.status == 0 && result.output == "")
    #expect(result.messages == "12 runs are in the tables of 'm'\n")
    #expect(try SmallExperiment.digests(sluice["m"]) == expected)
    for name in ["plan", "experiment.yaml"] {
      #expect(try sluice.read("m/\(name)") == sluice.read("one/\(name)"))
    }
    // It is a folder like any other.
    let run = try sluice.run("run", "small.yaml", "--out", "m")
    #expect(run.status == 0 && run.messages.hasSuffix("12 runs finished; the tables are in 'm'\n"))
    #expect(try SmallExperiment.digests(sluice["m"]) == expected)
  }

  @Test func gapsAreNamedWithTheCommandThatFillsThem() throws {
    let expected = try shares(3, ["--set", "question=What is 'it'?"])
    let result = try merge(["s1", "s3"])
    #expect(result.status == 0)
    #expect(
      result.messages == #"""
        8 runs are in the tables of 'm'; 4 of 12 are missing, and this does them:
          sluice run m

        """#)
    #expect(try sluice.read("m/manifest.json").contains("\"finished\": 8"))
    #expect(try sluice.read("m/runs.csv").split(separator: "\n").count == 9)
    let command = try #require(result.messages.split(separator: "\n").last?.dropFirst("  sluice ".count))
    #expect(try sluice.shell("\"$SLUICE\" \(command)").status == 0)
    #expect(try SmallExperiment.digests(sluice["m"]) == expected)
  }

  @Test func nothingIsFinishedYet() throws {
    try sluice.write(SmallExperiment.text.replacing("replicates: 4", with: "replicates: 1"), to: "small.yaml")
    #expect(try sluice.run("run", "small.yaml", "--quiet", "--shard", "9/9", "--out", "none").status == 0)
    let result = try merge(["none"])
    #expect(result.status == 0)
    #expect(result.messages == "none of the 3 runs is finished; no tables are written\n")
    #expect(!FileManager.default.fileExists(atPath: sluice["m/runs.csv"]))
  }

  @Test func aConflictIsNamedAndLeavesTheTables() throws {
    _ = try shares(2)
    #expect(try merge(["s1"]).status == 0)
    let tables = try SmallExperiment.digests(sluice["m"])
    for folder in ["one", "s1"] { try RunStore(sluice[folder]).scatter() }
    let path = try #require(
      try FileManager.default.subpathsOfDirectory(atPath: sluice["one/records"]).first {
        $0.contains("r-") && FileManager.default.fileExists(atPath: sluice["s1/records/\($0)"])
      })
    let body = try sluice.read("one/records/\(path)").dropLast(72)
      .replacing("status completed 200 ", with: "status completed 199 ")
    try sluice.write(body + "sha256 \(SHA256.hexadecimal(body.utf8))\n", to: "one/records/\(path)")
    let result = try merge(["s1", "s2", "one"])
    #expect(result.status == 70)
    let run = try #require(path.split(separator: "/").last)
    #expect(
      result.messages.hasPrefix(
        "1 record differs from another of the same run, and no two makings of a run may:\n  \(run) ("))
    #expect(result.messages.contains("line 4 of the record is \"status completed 200 "))
    #expect(result.messages.contains("in 'm/records/segment-"))
    #expect(result.messages.contains(", \"status completed 199 "))
    #expect(try SmallExperiment.digests(sluice["m"]) == tables)
    #expect(try sluice.read("one/records/\(path)").contains("status completed 199"))
    #expect(try sluice.run("status", "m").output.hasPrefix("small: 12 of 12 runs finished\n"))
  }

  @Test func damagedRecordsAreLeftOut() throws {
    let expected = try shares(2)
    try RunStore(sluice["s1"]).scatter()
    let path = try #require(
      try FileManager.default.subpathsOfDirectory(atPath: sluice["s1/records"]).first { $0.contains("r-") })
    try sluice.write("sluice/record", to: "s1/records/\(path)")
    let result = try merge(["s1", "s2"])
    #expect(result.status == 0)
    let run = try #require(path.split(separator: "/").last)
    #expect(result.messages.hasPrefix("1 record is left out:\n  the record of \(run) ("))
    #expect(
      result.messages.contains("in 's1' cannot be read\n11 runs are in the tables of 'm'; 1 of 12 is missing")
    )
    let whole = try merge(["s1", "one", "s2"])
    #expect(whole.status == 0 && whole.messages.hasSuffix("12 runs are in the tables of 'm'\n"))
    #expect(try SmallExperiment.digests(sluice["m"]) == expected)
  }

  @Test func otherExperimentsAreRefused() throws {
    _ = try shares(2)
    #expect(try sluice.run("run", "small.yaml", "--quiet", "--out", "o", "--set", "seed=8").status == 0)
    let other =
      "'s1' and 'o' hold different experiments, which cannot be merged:\n  seed: \"7\" in 's1', \"8\" in 'o'\n"
    for (folders, out) in [(["s1", "o"], "m"), (["s1", "s2"], "o")] {
      let result = try merge(folders, into: out)
      #expect(result.status == 65 && result.messages == other)
    }
    let none = try merge(["s1", "nowhere"])
    #expect(none.status == 66 && none.messages == "'nowhere' holds no results: there is no plan in it\n")
    #expect(try sluice.shell("mkdir notes && echo mine > notes/runs.csv").status == 0)
    let occupied = try merge(["s1", "s2"], into: "notes")
    #expect(occupied.status == 73 && occupied.messages.hasPrefix("'notes/runs.csv' would be overwritten"))
    #expect(try sluice.read("notes/runs.csv") == "mine\n")
    #expect(!FileManager.default.fileExists(atPath: sluice["m"]))
  }

  /// Neither the experiment file nor its data need be where they were.
  @Test func theFoldersAreEnough() throws {
    let rows = (0..<60).map { "\($0 * $0 % 7)" }.joined(separator: "\n")
    try sluice.write("a\n\(rows)\n", to: "d.csv")
    try sluice.write(
      SmallExperiment.text.replacing(
        "{kind: adding, variant: skip, steps: 12, validation_size: 70, test_size: 30}",
        with: "{kind: forecast, data: d.csv, read: {date: false}, window: 3, horizon: 1}"
      ).replacing("native.mse", with: "native.rmse"), to: "small.yaml")
    let expected = try shares(
      2, ["--set", "training.save_weights=selected", "--set", "training.weights=packed"])
    #expect(
      try sluice.shell("rm small.yaml d.csv; mkdir moved; mv s1 s2 moved; rm moved/s1/data/*").status == 0)
    #expect(try merge(["moved/s1", "moved/s2"]).messages == "12 runs are in the tables of 'm'\n")
    #expect(try SmallExperiment.digests(sluice["m"]) == expected)
    #expect(
      try sluice.shell("cmp m/weights/pack-0000.safetensors one/weights/pack-0000.safetensors").status == 0)
    #expect(try sluice.shell("diff -r m/data one/data").status == 0)
  }

  @Test func killedAndMergedAgainItGivesTheSameBytes() throws {
    let expected = try shares(2)
    let delays = [0, 1000, 2000, 4000, 8000, 16_000, 32_000] as [UInt32]
    for delay in delays {
      let process = try sluice.start(["merge", "s1", "s2", "--out", "k\(delay)"])
      if sluice.wait(for: "k\(delay)/plan", while: process) {
        usleep(delay)
        kill(process.processIdentifier, SIGKILL)
      }
      _ = try sluice.finish(process)
      #expect(try merge(["s1", "s2"], into: "k\(delay)").status == 0)
      #expect(try SmallExperiment.digests(sluice["k\(delay)"]) == expected)
    }
  }

  /// A limit on the size of files stands for a full disk.
  @Test(arguments: [1, 2, 4, 8, 16, 64]) func aDiskThatFillsUp(kibibytes: Int) throws {
    let expected = try shares(2)
    let full = try sluice.shell(
      "trap '' XFSZ; ulimit -f \(kibibytes); exec \"$SLUICE\" merge s1 s2 --out m 2> message")
    #expect(full.status == 74)
    let message = try sluice.read("message")
    #expect(message.hasPrefix("cannot write 'm/") && message.hasSuffix("': File too large\n"))
    #expect(try merge(["s1", "s2"]).status == 0)
    #expect(try SmallExperiment.digests(sluice["m"]) == expected)
    #expect(try sluice.shell("! find m -name '.tmp-*' | grep .").status == 0)
  }

  @Test func severalAtOnceIntoOneFolder() throws {
    let expected = try shares(2)
    for round in 0..<5 {
      let processes = try [["s1", "s2"], ["s2", "s1"], ["one"]].map {
        try sluice.start(["merge"] + $0 + ["--out", "m\(round)"])
      }
      for process in processes { #expect(try sluice.finish(process).status == 0) }
      #expect(try SmallExperiment.digests(sluice["m\(round)"]) == expected)
    }
  }

  /// The runs before the experiment has grown and the shares of it afterwards make the folder of the grown one.
  @Test func partsOfAGrownSweep() throws {
    func run(_ arguments: String...) throws {
      #expect(try sluice.finish(sluice.start(["run", "small.yaml"] + arguments)).status == 0)
    }
    try run("--out", "before")
    for share in 1...2 { try run("--set", "replicates=6", "--shard", "\(share)/2", "--out", "after\(share)") }
    try run("--set", "replicates=6", "--out", "whole")
    #expect(try merge(["before", "after1", "after2"]).status == 0)
    #expect(try SmallExperiment.digests(sluice["m"]) == SmallExperiment.digests(sluice["whole"]))
    #expect(try merge(["after2", "after1"], into: "before").status == 0)
    #expect(try SmallExperiment.digests(sluice["before"]) == SmallExperiment.digests(sluice["whole"]))
  }

  @Test func oneOfTheFoldersMayBeTheTarget() throws {
    let expected = try shares(2)
    #expect(try merge(["s1", "s2"], into: "s2").messages == "12 runs are in the tables of 's2'\n")
    #expect(try SmallExperiment.digests(sluice["s2"]) == expected)
    #expect(try SmallExperiment.digests(sluice["s1"]) == [:])
  }

  @Test(arguments: [SIGINT, SIGTERM]) func interruptedItSaysSoAndGoesOn(signal: Int32) throws {
    let expected = try shares(2)
    // The merge takes milliseconds, so that a busy machine may be late with the signal: then it is sent to another.
    var result: SluiceProcess.Result?
    for _ in 0..<50 where result?.status != 75 {
      try? FileManager.default.removeItem(atPath: sluice["m"])
      let process = try sluice.start(["merge", "s2", "s1", "--out", "m"])
      try sluice.send(signal, asSoonAsHandledBy: process)
      result = try sluice.finish(process)
      #expect([0, 75].contains(result?.status))
    }
    #expect(result?.status == 75)
    #expect(
      result?.messages.hasSuffix("of 12 runs are finished and kept; the same command goes on from there\n")
        == true)
    #expect(try merge(["s2", "s1"]).status == 0)
    #expect(try SmallExperiment.digests(sluice["m"]) == expected)
  }
}
