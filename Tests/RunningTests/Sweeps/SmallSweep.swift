import Digest
import Planning
import Running
import SequenceTasks
import Sequences
import Studies

/// A sweep of a few milliseconds that uses everything: three policies, sampled evaluation, telemetry, floors.
enum SmallSweep {
  static let text = """
    schema: sluice/experiment/v1
    name: small
    kind: train
    seed: 7
    replicates: 3
    task: {kind: adding, variant: skip, steps: 12, validation_size: 70, test_size: 30}
    network: {hidden: 5}
    gates: {all: {kind: sigmoid}}
    training: {updates: 30, batch: 8, optimizer: {kind: adam, learning_rate: 0.01}, clip_norm: 1}
    evaluation: {every: 10, modes: [native, sample], samples: 3, select: validation.native.mse}
    telemetry: {gates: true}
    sweep:
      gates.all: [{kind: sigmoid}, {kind: bernoulli}, {kind: hard_threshold}]
    compare: {axis: gates.all, baseline: {kind: sigmoid}, metric: test.native.mse}

    """

  static func plan(_ overrides: [String] = [], text: String = text) throws -> ExperimentPlan {
    let file = ExperimentFile(name: "small.yaml", bytes: Array(text.utf8))
    return try ExperimentPlan(
      Experiment(file, overrides: overrides),
      files: FileReader { throw DataError(file: $0, isMissing: true, "no data here") })
  }

  /// Runs what is left and writes the tables.
  @discardableResult
  static func run(
    _ plan: ExperimentPlan, in folder: String, jobs: Int = 1, threads: Int = 1, shard: Shard = .whole
  ) async throws -> SweepRunner.Outcome {
    let store = RunStore(folder)
    try Files.makeFolder(folder)
    let runner = SweepRunner(
      plan, store: store, jobs: jobs, threads: threads, shard: shard,
      progress: Progress(.quiet, write: { _ in }))
    let outcome = try await runner.run()
    try ResultTables(plan, store: store, provenance: Provenance(arguments: [])).write()
    return outcome
  }

  /// The SHA-256 of every stable file of a results folder, by name.
  static func digests(_ folder: String) throws -> [String: String] {
    var digests: [String: String] = [:]
    for name in try Files.names(in: folder) where name.hasSuffix(".csv") || name.hasSuffix(".json") {
      guard !["timings.csv", "provenance.json"].contains(name) else { continue }
      digests[name] = try SHA256.hexadecimal(Files.read(Files.join(folder, name)))
    }
    return digests
  }
}
