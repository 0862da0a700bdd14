import Foundation
import Sluice
import Testing

/// Every experiment that ships is run again, and its tables must be those under `expected/`, byte for byte.
///
/// `expected/` keeps the tables a person reads, what `sluice compare` prints of them, and `manifest.json`, which names the SHA-256 of
/// every stable table: agreement there covers the large ones too. `make expected` writes the folders anew.
///
/// Here long experiments are run in part: every n-th run, whose rows must be among the expected ones, and whose values in all tables
/// must have their golden digest. Those of which one run alone takes long are only planned: the ids of their cells must be the expected
/// ones. `make soak` runs all of them whole (`SLUICE_EXPERIMENTS=whole`).
@Suite(.serialized) struct ExperimentTests {
  private static let isWhole = ProcessInfo.processInfo.environment["SLUICE_EXPERIMENTS"] == "whole"

  @Test(arguments: try! Experiment.all())
  func tablesAreAsExpected(experiment: Experiment) throws {
    if Self.isWhole || experiment.share == 1 {
      try checkWhole(experiment)
    } else if experiment.isLong {
      try checkPlan(experiment)
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
    // What is compared after tuning needs all runs that try settings.
    let stage = try experiment.tunes ? ["--tuning-only"] : []
    let run = try sluice.finish(
      sluice.start(["run", experiment.file, "--out", "out", "--shard", share] + stage))
    try #require(run.status == 0, "\(run.messages)")
    try #require(try sluice.run("export", "out").status == 0)
    let records = try records(in: sluice["out"])
    try #require(!records.isEmpty)
    GoldenValues.check("\(experiment.testDescription) \(share)", records)
    for name in try experiment.kept() where ["runs.csv", "tuning.csv", "certificate.csv"].contains(name) {
      var expected = try String(contentsOfFile: experiment.expected + "/" + name, encoding: .utf8)
        .split(separator: "\n")[...]
      for line in try sluice.read("out/\(name)").split(separator: "\n") {
        // Means and ranks, which come last, are those of all runs of a cell.
        let known = name == "tuning.csv" && line.hasSuffix(",,") ? line.dropLast() : line
        let place = expected.firstIndex { $0 == line || known != line && $0.hasPrefix(known) }
        #expect(place != nil, "\(line) is not among the rows of \(experiment.expected)/\(name)")
        if let place { expected = expected[(place + 1)...] }
      }
    }
  }

  /// The cells are those of the expected tables, in their order.
  private func checkPlan(_ experiment: Experiment) throws {
    let plan = try SluiceProcess().run("plan", experiment.file, "--trial", "0")
    let planned = plan.output.split(separator: "\n").filter { $0.hasPrefix("c-") }.map {
      $0.prefix { $0 != " " }
    }
    let rows = try String(contentsOfFile: experiment.expected + "/runs.csv", encoding: .utf8).split(
      separator: "\n")
    let column = try #require(rows[0].split(separator: ",").firstIndex(of: "cell_id"))
    #expect(
      planned == rows.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false)[column] })
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

  /// Whether settings are tried before the comparison.
  var tunes: Bool {
    get throws { try String(contentsOfFile: file, encoding: .utf8).contains("\ntune:") }
  }

  /// Whether a single run takes long: exact gradients of thousands of outcomes.
  var isLong: Bool { ["certificate/trained.yaml", "certificate/two-units.yaml"].contains(testDescription) }

  /// `Experiments/shares.txt`, which `make verify` goes by too.
  private static let shares: [String: Int] = {
    let lines = try! String(contentsOfFile: root + "/shares.txt", encoding: .utf8).split(separator: "\n")
    let words = lines.filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ") }
    return Dictionary(uniqueKeysWithValues: words.map { (String($0[0]), Int($0[1])!) })
  }()

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
