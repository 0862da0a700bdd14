import DataReading
package import Planning
package import Running
import SequenceTasks
import Sequences
import Studies

/// ``SmallTraining`` in a few milliseconds, and its runs.
package enum SmallSweep {
  package static let text = SmallTraining.text(replicates: 3, hidden: 5, updates: 30, every: 10)

  /// The sweep without its comparison, which needs the sweep's axis.
  package static let uncompared =
    text.split(separator: "\n").filter { !$0.hasPrefix("compare") }.joined(separator: "\n") + "\n"

  /// The same with a forecast of `d.csv`.
  package static let forecastText = text.replacing(
    "{kind: adding, variant: skip, steps: 12, validation_size: 70, test_size: 30}",
    with: "{kind: forecast, data: d.csv, read: {date: false}, window: 3, horizon: 1}"
  ).replacing("native.mse", with: "native.rmse")

  /// The plan of an experiment whose data files are `data`, by name.
  package static func plan(
    _ overrides: [String] = [], text: String = text, data: [String: String] = [:]
  ) throws -> ExperimentPlan {
    let file = ExperimentFile(name: "small.yaml", bytes: Array(text.utf8))
    return try ExperimentPlan(
      Experiment(file, overrides: overrides),
      files: FileReader { name in
        guard let text = data[name] else { throw DataError(file: name, isMissing: true, "no data here") }
        return Array(text.utf8)
      })
  }

  /// Runs what is left and writes the tables.
  @discardableResult
  package static func run(
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
  package static func digests(_ folder: String) throws -> [String: String] {
    try SmallTraining.digests(folder)
  }
}
