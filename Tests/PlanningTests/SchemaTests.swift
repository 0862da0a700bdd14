import Foundation
import Planning
import Studies
import Testing

/// The schema that editors use says what the reader does.
struct SchemaTests {
  static let file = TestFiles.repository.appending(path: "Experiments/experiment.schema.json")

  /// Every experiment of the repository.
  static let experiments: [URL] = {
    let folder = TestFiles.repository.appending(path: "Experiments")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appending(path: "\($0)/experiment.yaml") }
      .filter { FileManager.default.fileExists(atPath: $0.path) }
  }()

  @Test func theFileInTheRepositoryIsTheGeneratedOne() throws {
    let kept = try String(contentsOf: Self.file, encoding: .utf8)
    #expect(
      kept == ExperimentSchema(ExperimentCatalogs()).text,
      "write it anew: sluice schema > Experiments/experiment.schema.json")
  }

  /// After an intended change, `SLUICE_RECORD_HELP=1 swift test …` writes it anew.
  @Test func theReferenceOfKeysIsTheGeneratedOne() throws {
    let file = TestFiles.repository.appending(path: "Experiments/experiment-file.md")
    if ProcessInfo.processInfo.environment["SLUICE_RECORD_HELP"] == "1" {
      try Data(KeyTable(ExperimentCatalogs()).text.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == KeyTable(ExperimentCatalogs()).text)
  }

  @Test(arguments: experiments) func everyExperimentIsAccepted(file: URL) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(
      try JSONSchemaValidator(ExperimentSchema(ExperimentCatalogs()).text).accepts(
        JSONSchemaValidator.parse(text)))
    _ = try Experiment(ExperimentFile(name: file.path, bytes: Array(text.utf8)))
  }

  @Test(arguments: [
    TestFiles.small, SimulationTests.text, SimulationTests.explicit, SweepTests.sweep, IdentityTests.base,
    TraceTests.text,
    String(decoding: FuzzTests.good, as: UTF8.self),
    StarterTests.file().text(name: "starter"),
  ])
  func goodFilesAreAccepted(text: String) throws {
    #expect(
      try JSONSchemaValidator(ExperimentSchema(ExperimentCatalogs()).text).accepts(
        JSONSchemaValidator.parse(text)))
    #expect(TestFiles.message(text) == "")
  }

  /// What a schema can tell, it tells: keys, types, ranges and kinds.
  @Test(arguments: [
    "key-mistyped", "key-misplaced", "key-several-unknown", "key-unknown-top", "section-missing",
    "section-scalar",
    "seed-missing", "seed-negative", "seed-fraction", "seed-quoted", "number-word", "number-zero",
    "number-list",
    "limit-hidden", "limit-replicates", "flag-number", "choice-mistyped", "task-unknown",
    "task-parameter-unknown",
    "task-parameter-missing", "task-parameter-range", "gate-unknown", "gate-without-kind",
    "gate-parameter-range",
    "schedule-unknown", "schedule-missing-end", "schedule-range", "optimizer-unknown",
    "optimizer-rate-negative", "modes-empty",
    "modes-twice", "modes-unknown", "samples-one", "forget-bias-text", "forget-bias-chrono-range",
    "name-with-slash", "kind-unknown", "simulate-with-training", "simulate-sampled-trajectory",
    "generator-unknown", "data-split-length", "trace-with-task", "trace-number-text",
  ])
  func malformedFilesAreRefused(name: String) throws {
    let text = try String(contentsOf: TestFiles.malformed.appending(path: "\(name).yaml"), encoding: .utf8)
    #expect(
      try !JSONSchemaValidator(ExperimentSchema(ExperimentCatalogs()).text).accepts(
        JSONSchemaValidator.parse(text)))
  }
}
