import Foundation
import Testing

/// A results folder needs nothing but itself: not the files that it was made from, nor the place where it was made.
@Suite struct WholeFolderTests {
  let sluice = SluiceProcess()
  private static let moved = "a folder, mövéd: 測定"

  /// A sweep on data of its own, run into `made`; then its files are deleted, and the folder is moved.
  init() throws {
    let rows = (0..<60).map { "\($0 * $0 % 17),\($0 * 7 % 11)" }.joined(separator: "\n")
    try sluice.write("a,b\n\(rows)\n", to: "counts.csv")
    try sluice.write(Self.text, to: "study.yaml")
    let made = try sluice.run("run", "study.yaml", "--set", "replicates=2", "--quiet", "--out", "made")
    try #require(made.status == 0, "\(made.messages)")
    let fresh = try sluice.run("run", "study.yaml", "--set", "replicates=3", "--quiet", "--out", "fresh")
    try #require(fresh.status == 0, "\(fresh.messages)")
    for name in ["study.yaml", "counts.csv"] { try FileManager.default.removeItem(atPath: sluice[name]) }
    try FileManager.default.moveItem(atPath: sluice["made"], toPath: sluice[Self.moved])
  }

  private static let text = SmallExperiment.text.replacing("replicates: 4", with: "replicates: 1").replacing(
    "{kind: adding, variant: skip, steps: 12, validation_size: 70, test_size: 30}",
    with: "{kind: forecast, data: counts.csv, read: {date: false}, window: 4, horizon: 1}"
  ).replacing("native.mse", with: "native.rmse")

  private var data: String {
    get throws {
      let names = try FileManager.default.contentsOfDirectory(atPath: sluice["\(Self.moved)/data"])
      return "\(Self.moved)/data/\(try #require(names.first))"
    }
  }

  @Test func everyCommandReadsIt() throws {
    let expected = try SmallExperiment.digests(sluice[Self.moved])
    for command in ["plan", "status", "compare", "export", "verify", "cite", "run"] {
      let result = try sluice.run(command, Self.moved)
      #expect(result.status == 0, "\(command): \(result.messages)")
    }
    #expect(try sluice.run("plan", Self.moved).output.contains("3 cells × 2 replicates = 6 runs"))
    #expect(try SmallExperiment.digests(sluice[Self.moved]) == expected)
    // It is the default folder too: nothing else has been written.
    #expect(!FileManager.default.fileExists(atPath: sluice["results"]))
  }

  @Test func itGoesOnFromItsCopies() throws {
    for name in ["runs.csv", "summary.csv"] {
      try FileManager.default.removeItem(atPath: sluice["\(Self.moved)/\(name)"])
    }
    try FileManager.default.removeItem(atPath: sluice["\(Self.moved)/records"])
    #expect(try sluice.run("run", Self.moved, "--quiet").status == 0)
    #expect(try sluice.read("\(Self.moved)/runs.csv").split(separator: "\n").count == 7)
  }

  @Test func itGrowsFromItsCopies() throws {
    let result = try sluice.run("run", Self.moved, "--set", "replicates=3")
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.messages.hasPrefix("'\(Self.moved)' goes on with replicates from 2 to 3\n"))
    #expect(try SmallExperiment.digests(sluice[Self.moved]) == SmallExperiment.digests(sluice["fresh"]))
    // What was set stays set, once: the next command needs no more than the folder.
    #expect(try sluice.run("plan", Self.moved).output.contains("× 3 replicates"))
    let plan = try sluice.read("\(Self.moved)/plan")
    #expect(plan.split(separator: "\n").filter { $0.hasPrefix("override") } == ["override \"replicates=3\""])
    #expect(plan.contains("file \"study.yaml\""))
  }

  @Test func anotherFolderCanBeMadeOfIt() throws {
    #expect(try sluice.run("run", Self.moved, "--quiet", "--out", "copy").status == 0)
    #expect(try SmallExperiment.digests(sluice["copy"]) == SmallExperiment.digests(sluice[Self.moved]))
    #expect(try sluice.read("copy/plan") == sluice.read("\(Self.moved)/plan"))
  }

  @Test func whatIsSetOnTopKeepsTheRules() throws {
    let other = try sluice.run("run", Self.moved, "--set", "training.batch=9")
    #expect(other.status == 65 && other.messages.contains("would change training.batch from 8 to 9"))
    let file = try sluice.run("run", Self.moved, "--set", "task.data=other.csv")
    #expect(file.status == 66)
    #expect(file.messages.contains("'\(Self.moved)' keeps no copy of this file; it has 'counts.csv'"))
    let key = try sluice.run("plan", Self.moved, "--set", "training.bach=9")
    #expect(
      key.status == 65 && key.messages.hasPrefix("--set training.bach=9: training.bach: is not a key here"))
  }

  /// Reading writes nothing: the commands that only read do so where they may not write.
  @Test(
    .enabled(if: Self.hasOtherUser, "needs root and `setpriv` (util-linux), to be a user who may not write"))
  func aReadOnlyFolderIsRead() throws {
    try FileManager.default.copyItem(atPath: SluiceProcess.executable.path, toPath: sluice["sluice"])
    #expect(try sluice.shell("chmod -R a+rX,a-w . && chmod a+rx . sluice").status == 0)
    for command in ["plan", "status", "compare", "verify", "cite", "status --follow"] {
      let words = command.split(separator: " ").map { String($0) }
      let line = "\(Self.otherUser) ./sluice \(words[0]) '\(Self.moved)' \(words.dropFirst().joined())"
      let result = try sluice.shell(line)
      #expect(result.status == 0, "\(command): \(result.messages)")
    }
    let export = try sluice.shell("\(Self.otherUser) ./sluice export '\(Self.moved)'")
    #expect(export.status == 73)
    #expect(export.messages.contains("cannot create '\(Self.moved)/"))
  }

  private static let otherUser = "/usr/bin/setpriv --reuid=65534 --regid=65534 --clear-groups"
  private static var hasOtherUser: Bool {
    geteuid() == 0 && access("/usr/bin/setpriv", X_OK) == 0
  }

  // MARK: What is not as it was

  enum Damage: String, CaseIterable, Sendable {
    case missing
    case damaged
    case unreadable
  }

  private func strike(_ damage: Damage, _ path: String) throws {
    switch damage {
    case .missing: try FileManager.default.removeItem(atPath: sluice[path])
    case .damaged: try Data((sluice.read(path) + "#").utf8).write(to: URL(fileURLWithPath: sluice[path]))
    case .unreadable:
      try FileManager.default.removeItem(atPath: sluice[path])
      try FileManager.default.createDirectory(atPath: sluice[path], withIntermediateDirectories: false)
    }
  }

  /// The exact message and the exit code that belongs to it, the same from every command.
  @Test(arguments: ["plan", "experiment.yaml", "data"], Damage.allCases)
  func theFileAtFaultIsNamed(file: String, damage: Damage) throws {
    let path = file == "data" ? try data : "\(Self.moved)/\(file)"
    try strike(damage, path)
    let name = "'\(path)'" + (file == "data" ? ", the copy of 'counts.csv'," : "")
    let advice =
      "; put it back as it was, or run the experiment into '\(Self.moved)' again, which keeps finished runs\n"
    let (status, message): (Int32, String) =
      switch damage {
      case .missing: (66, "\(name) is missing\(advice)")
      case .damaged: (65, "\(name) is damaged: its bytes do not fit their checksum\(advice)")
      case .unreadable: (74, "cannot read '\(path)': Is a directory\n")
      }
    // What needs no data does without them.
    for command in ["status", "compare", "export", "verify", "run", "plan"] + (file == "data" ? [] : ["cite"])
    {
      let result = try sluice.run(command, Self.moved)
      #expect(result.status == status && result.messages == message, "\(command): \(result.messages)")
      #expect(result.output == "")
    }
  }

  @Test func theAdviceIsRight() throws {
    let expected = try SmallExperiment.digests(sluice["fresh"])
    try strike(.damaged, "\(Self.moved)/experiment.yaml")
    try strike(.damaged, data)
    let result = try sluice.run("run", "fresh", "--quiet", "--out", Self.moved)
    #expect(result.status == 0, "\(result.messages)")
    #expect(try SmallExperiment.digests(sluice[Self.moved]) == expected)
    #expect(try sluice.run("verify", Self.moved, "--quiet").status == 0)
  }

  @Test func exportOfAPartSaysOfHowMuch() throws {
    try #require(
      sluice.run("run", Self.moved, "--shard", "1/2", "--out", "part", "--quiet").status == 0)
    let result = try sluice.run("export", "part")
    #expect(result.status == 0)
    #expect(result.messages == "the tables of 'part' are of 3 of 6 runs; the others are not finished\n")
  }
}
