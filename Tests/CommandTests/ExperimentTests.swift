import Foundation
import Sluice
import Testing

/// Every experiment that ships is run again, and its tables must be those under `expected/`, byte for byte.
///
/// `expected/` keeps the tables a person reads, what `sluice compare` prints of them, and `manifest.json`, which names the SHA-256 of
/// every stable table: agreement there covers the large ones too. `make expected` writes the folders anew.
///
/// Here long experiments are run in part: every n-th run, whose rows must be among the expected ones, and whose values in all tables
/// must have their golden digest. `make soak` runs all of them whole (`SLUICE_EXPERIMENTS=whole`).
@Suite(.serialized) struct ExperimentTests {
  private static let isWhole = ProcessInfo.processInfo.environment["SLUICE_EXPERIMENTS"] == "whole"

  @Test(arguments: try! Experiment.all())
  func tablesAreAsExpected(experiment: Experiment) throws {
    if Self.isWhole || experiment.share == 1 {
      try checkWhole(experiment)
    } else {
      try checkPart(experiment)
    }
  }

  private func checkWhole(_ experiment: Experiment) throws {
    let sluice = SluiceProcess()
    let run = try sluice.run(experiment.command, experiment.file, "--out", "out")
    try #require(run.status == 0, "\(run.messages)")
    if experiment.command == "run" {
      let printed = try sluice.run("compare", "out")
      #expect(
        try printed.output == String(contentsOfFile: experiment.expected + "/compare.txt", encoding: .utf8))
      // Of an experiment that is mostly run in part the digest is kept of that part.
      if experiment.share == 1 {
        GoldenValues.check(experiment.testDescription, try records(in: sluice["out"]))
      }
    }
    for name in try experiment.kept() {
      let found = try Data(contentsOf: URL(fileURLWithPath: sluice["out/\(name)"]))
      let expected = try Data(contentsOf: URL(fileURLWithPath: experiment.expected + "/" + name))
      #expect(found == expected, "\(name) of \(experiment) differs from \(experiment.expected)")
    }
  }

  /// A share of the runs: the rows of the tables with a row for each run or cell are among the expected ones, in their order.
  private func checkPart(_ experiment: Experiment) throws {
    let sluice = SluiceProcess()
    let share = "1/\(experiment.share)"
    let run = try sluice.run("run", experiment.file, "--out", "out", "--shard", share)
    try #require(run.status == 0, "\(run.messages)")
    try #require(try sluice.run("export", "out").status == 0)
    let records = try records(in: sluice["out"])
    try #require(!records.isEmpty)
    GoldenValues.check("\(experiment.testDescription) \(share)", records)
    for name in try experiment.kept() where ["runs.csv", "certificate.csv"].contains(name) {
      var expected = try String(contentsOfFile: experiment.expected + "/" + name, encoding: .utf8)
        .split(separator: "\n")[...]
      for line in try sluice.read("out/\(name)").split(separator: "\n") {
        let place = expected.firstIndex(of: line)
        #expect(place != nil, "\(line) is not among the rows of \(experiment.expected)/\(name)")
        if let place { expected = expected[(place + 1)...] }
      }
    }
  }

  /// The records of a results folder in plan order.
  private func records(in folder: String) throws -> [RunRecord] {
    let kept = try PlanFolder(folder).load()
    let experiment = try Sluice.Experiment(
      ExperimentFile(name: kept.plan.file, bytes: kept.experiment), overrides: kept.plan.overrides)
    let plan = try ExperimentPlan(experiment, files: FileReader(kept.data.bytes))
    let records = try RunStore(folder).records()
    return try plan.runs.compactMap { try records.record(of: $0.id) }
  }

  @Test func everyFolderHasItsParts() throws {
    for folder in try Experiment.folders() {
      for part in ["experiment.yaml", "README.md", "expected"] {
        #expect(FileManager.default.fileExists(atPath: folder + "/" + part), "\(folder) lacks \(part)")
      }
    }
  }
}

/// One experiment file of the repository with its folder of expected tables.
struct Experiment: Sendable, CustomTestStringConvertible {
  let file: String
  let expected: String
  let command: String

  /// Every how many runs are made where the whole would take more than some seconds.
  var share: Int { Self.shares[testDescription] ?? 1 }

  private static let shares = [
    "adding/experiment.yaml": 61, "agreement/experiment.yaml": 11, "certificate/experiment.yaml": 7,
    "certificate/one-gate.yaml": 7,
    "certificate/relaxed.yaml": 5, "certificate/trained.yaml": 8, "certificate/two-layers.yaml": 10,
    "certificate/two-units.yaml": 10,
    "gate-policies/chickenpox.yaml": 10,
    "gate-policies/experiment.yaml": 40, "memory-retention/experiment.yaml": 4,
    "outbreaks/experiment.yaml": 33,
    "quickstart/experiment.yaml": 11, "train-evaluation-gap/experiment.yaml": 11,
    "variants/experiment.yaml": 40,
  ]

  /// The tables under `expected/`, by name.
  func kept() throws -> [String] {
    let kept = try FileManager.default.contentsOfDirectory(atPath: expected)
      .filter { $0.hasSuffix(".csv") || $0.hasSuffix(".json") }.sorted()
    return try #require(kept.isEmpty ? nil : kept, "\(expected) is empty")
  }

  var testDescription: String {
    file.split(separator: "/").suffix(2).joined(separator: "/")
  }

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Experiments").path

  /// The folders that hold an experiment.
  static func folders() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root).sorted()
      .map { root + "/" + $0 }
      .filter { FileManager.default.fileExists(atPath: $0 + "/experiment.yaml") }
  }

  /// Every `*.yaml` of those folders: `experiment.yaml` has its tables in `expected/`, another `x.yaml` in `expected/x/`.
  static func all() throws -> [Experiment] {
    try folders().flatMap { folder in
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        .filter { $0.hasSuffix(".yaml") }
        .map { name in
          let stem = name.dropLast(".yaml".count)
          let file = folder + "/" + name
          let isTrace = try String(contentsOfFile: file, encoding: .utf8).contains("\nkind: trace")
          return Experiment(
            file: file,
            expected: folder + (stem == "experiment" ? "/expected" : "/expected/" + stem),
            command: isTrace ? "trace" : "run")
        }
    }
  }
}
