import DataReading
import Planning
import Running
import SequenceTasks
import Sequences
import Studies

/// A sweep that a bench runs: an experiment of one cell, its results in a folder.
struct BenchSweep {
  let plan: ExperimentPlan
  let store: RunStore

  /// An experiment written here, with as many replicates.
  init(_ experiment: String, replicates: Int, in folder: String) throws {
    let text =
      "schema: sluice/experiment/v1\nname: bench\nkind: train\nseed: 1\nreplicates: \(replicates)\n"
      + experiment
    plan = try ExperimentPlan(
      Experiment(ExperimentFile(name: "bench.yaml", bytes: Array(text.utf8))),
      files: FileReader { throw DataError(file: $0, isMissing: true, "benches read no data") })
    store = RunStore(folder)
    try Files.makeFolder(folder)
  }

  /// An experiment from a file; data files are looked up from its folder.
  init(file: String, overrides: [String], in folder: String) throws {
    let experiment = try Experiment(
      ExperimentFile(name: file, bytes: Files.read(file)), overrides: overrides)
    let home = Files.parent(of: file)
    plan = try ExperimentPlan(experiment, files: FileReader { try Files.read(Files.join(home, $0)) })
    store = RunStore(folder)
    try Files.makeFolder(folder)
  }

  /// Does what is not done.
  func run(jobs: Int) async throws {
    _ = try await SweepRunner(plan, store: store, jobs: jobs, progress: Progress(.quiet) { _ in }).run()
  }

  /// Next to no work: a network of one unit and one step, one update, two scores.
  static let empty = """
    task: {kind: one_gate}
    network: {hidden: 1}
    gates: {all: {kind: sigmoid}}
    training: {optimizer: {kind: sgd}, loss: squared, batch: 1, updates: 1}
    evaluation: {every: 1, modes: [native]}

    """

  /// A training of a few hundred milliseconds.
  static let short = """
    task: {kind: adding, variant: skip, steps: 50, validation_size: 64, test_size: 64}
    network: {hidden: 32}
    gates: {all: {kind: bernoulli}}
    training: {optimizer: {kind: adam}, loss: squared, batch: 32, updates: 100}
    evaluation: {every: 100, modes: [native]}

    """
}
