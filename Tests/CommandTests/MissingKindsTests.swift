import Foundation
import Testing

/// A folder of a program with kinds of its own, opened by plain `sluice`: what needs the kinds is named, and the rest works.
@Suite struct MissingKindsTests {
  let sluice = SluiceProcess()

  private static let own = SluiceProcess.executable.deletingLastPathComponent()
    .appendingPathComponent("OwnPackage").path
  private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("OwnPackage").path

  /// Runs the program with kinds of its own.
  private func program(_ line: String) throws {
    let result = try sluice.shell("'\(Self.own)' \(line)")
    try #require(result.status == 0, "\(result.messages)")
  }

  /// Two of four cells have gates of the program's own, one of them on a schedule.
  private static let text = SmallExperiment.text.replacing("replicates: 4", with: "replicates: 2").replacing(
    "gates.all: [{kind: sigmoid}, {kind: bernoulli}, {kind: hard_threshold}]",
    with: """
      gates.all:
          - {kind: sigmoid}
          - {kind: bernoulli}
          - {kind: jittered_hard_sigmoid, width: 0.5}
          - {kind: jittered_hard_sigmoid, width: {from: 1, to: 0.1, schedule: sawtooth, period: 10}}
      """
  ).replacing("updates: 200", with: "updates: 50").replacing("every: 50", with: "every: 25")

  /// The folder `r` of that experiment, and its tables.
  private func mixed() throws -> [String: String] {
    try sluice.write(Self.text, to: "mixed.yaml")
    try program("run mixed.yaml --quiet --out r")
    return try SmallExperiment.digests(sluice["r"])
  }

  private static let lack =
    "'r' uses kinds that this program does not have: the gate policy 'jittered_hard_sigmoid' in 2 of 4 cells ("

  @Test func recordsAreRead() throws {
    let expected = try mixed()
    let digest = try sluice.shell("sha256sum '\(Self.own)'").output.prefix(12)
    for command in ["status", "compare", "export", "plan"] {
      let result = try sluice.run(command, "r")
      #expect(result.status == 0, "\(command): \(result.messages)")
      #expect(result.messages.hasPrefix(Self.lack), "\(command): \(result.messages)")
      #expect(
        result.messages.contains("the schedule 'sawtooth' in 1 of 4 cells")
          && result.messages.contains("only the program \(digest)… can compute them"), "\(result.messages)")
    }
    #expect(try SmallExperiment.digests(sluice["r"]) == expected)
    #expect(try sluice.run("status", "r").output.contains("small: 8 of 8 runs finished"))
    let own = try sluice.shell("'\(Self.own)' compare r")
    #expect(try sluice.run("compare", "r").output == own.output)
    #expect(try sluice.run("cite", "r").status == 0)
    #expect(try sluice.finish(sluice.start(["status", "r", "--follow"])).status == 0)
    // Sluice wrote the tables last, and says so.
    #expect(try !sluice.read("r/ro-crate-metadata.json").contains("#program"))
  }

  @Test func itsOwnCrateNamesTheProgram() throws {
    _ = try mixed()
    let crate = try sluice.read("r/ro-crate-metadata.json")
    let digest = try sluice.shell("sha256sum '\(Self.own)'").output.prefix(64)
    #expect(crate.contains("\"name\": \"OwnPackage\"") && crate.contains(digest))
  }

  @Test func whatNeedsTheKindsIsRefusedByName() throws {
    let expected = try mixed()
    let run = try sluice.run("run", "r")
    #expect(run.status == 65 && run.messages.hasPrefix(Self.lack), "\(run.messages)")
    let runs = try sluice.read("r/runs.csv").split(separator: "\n").filter { $0.contains("jittered") }
    let id = try #require(runs.first?.prefix { $0 != "," })
    for arguments in [["--runs", String(id)], ["--row", "comparisons.csv:2"]] {
      let verify = try sluice.finish(sluice.start(["verify", "r", "--quiet"] + arguments))
      #expect(verify.status == 65, "\(arguments): \(verify.messages)")
      #expect(
        verify.messages.hasPrefix(Self.lack)
          && verify.messages.contains("cannot be recomputed here: verify it with"))
    }
    #expect(try SmallExperiment.digests(sluice["r"]) == expected)
  }

  @Test func theRunsOfOtherCellsAreVerified() throws {
    _ = try mixed()
    let all = try sluice.run("verify", "r", "--quiet")
    #expect(all.status == 0, "\(all.messages)")
    #expect(all.output.contains("4 runs are not recomputed: \(Self.lack.prefix(40))"), "\(all.output)")
    let share = try sluice.run("verify", "r", "--quiet", "--fraction", "0.01")
    #expect(share.status == 0 || share.status == 65, "\(share.messages)")
    let plain = try sluice.read("r/runs.csv").split(separator: "\n").filter { $0.contains("bernoulli") }
    let one = try sluice.run("verify", "r", "--quiet", "--runs", String(plain[0].prefix { $0 != "," }))
    #expect(one.status == 0, "\(one.messages)")
    // A changed byte is found all the same.
    let table = try sluice.read("r/summary.csv")
    try sluice.write(table.replacing("bernoulli", with: "bernoully"), to: "r/summary.csv")
    #expect(try sluice.run("verify", "r", "--quiet").status == 70)
  }

  /// Optimizers, noise on states and gradient rules have stand-ins too: the tables are the program's.
  @Test(arguments: ["experiment.yaml", "certify.yaml"])
  func everyCellHasKindsOfItsOwn(file: String) throws {
    try program("run '\(Self.package)/\(file)' --quiet --out r")
    let expected = try SmallExperiment.digests(sluice["r"])
    let export = try sluice.run("export", "r")
    #expect(export.status == 0, "\(export.messages)")
    #expect(try SmallExperiment.digests(sluice["r"]) == expected)
    let verify = try sluice.run("verify", "r", "--quiet")
    #expect(
      verify.status == 65 && verify.messages.contains("cannot be recomputed here"), "\(verify.messages)")
  }

  /// Without the code of a task it is not known what records hold: then tables are read, and records counted.
  @Test(arguments: [
    ("maximum.yaml", "the task 'maximum'"), ("gates.yaml", "the kind of experiment 'initial_gates'"),
  ])
  func withoutATaskTablesAreRead(file: String, kind: String) throws {
    try program("run '\(Self.package)/\(file)' --quiet --out r")
    let status = try sluice.run("status", "r")
    #expect(status.status == 0 && status.output == "r: 4 records of 4 runs\n", "\(status.output)")
    #expect(status.messages.contains(kind) && status.messages.contains("the tables that are there"))
    for command in ["export", "verify", "run", "plan", "cite"] {
      let result = try sluice.run(command, "r")
      #expect(result.status == 65 && result.messages.contains(kind), "\(command): \(result.messages)")
    }
    guard file == "maximum.yaml" else { return }
    let compare = try sluice.run("compare", "r")
    #expect(compare.status == 0 && compare.messages.contains(kind))
    let own = try sluice.shell("'\(Self.own)' compare r").output.split(separator: "\n")
    #expect(compare.output.split(separator: "\n").count { own.contains($0) } >= 3, "\(compare.output)")
  }
}
