import Foundation
import Testing

/// Every experiment that ships is run again, and its tables must be those under `expected/`, byte for byte.
///
/// `expected/` keeps the tables a person reads, what `sluice compare` prints of them,
/// and `manifest.json`, which names the SHA-256 of every stable table: agreement there covers the large ones too. `make expected` writes the folders anew.
@Suite(.serialized) struct ExperimentTests {
  @Test(arguments: try! Experiment.all())
  func tablesAreAsExpected(experiment: Experiment) throws {
    let sluice = SluiceProcess()
    let run = try sluice.run(experiment.command, experiment.file, "--out", "out")
    try #require(run.status == 0, "\(run.messages)")
    if experiment.command == "run" {
      let printed = try sluice.run("compare", "out")
      #expect(
        try printed.output == String(contentsOfFile: experiment.expected + "/compare.txt", encoding: .utf8))
    }
    let kept = try FileManager.default.contentsOfDirectory(atPath: experiment.expected)
      .filter { $0.hasSuffix(".csv") || $0.hasSuffix(".json") }.sorted()
    try #require(!kept.isEmpty, "\(experiment.expected) is empty")
    for name in kept {
      let found = try Data(contentsOf: URL(fileURLWithPath: sluice["out/\(name)"]))
      let expected = try Data(contentsOf: URL(fileURLWithPath: experiment.expected + "/" + name))
      #expect(found == expected, "\(name) of \(experiment) differs from \(experiment.expected)")
    }
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
