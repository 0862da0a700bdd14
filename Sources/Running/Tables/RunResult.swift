import Planning
import Tables

/// A finished run with its record: a row of `runs.csv` and of `timings.csv`.
struct RunResult: Sendable {
  let run: RunSpecification
  let record: RunRecord
  /// The rows of `measurements.csv`, read off the record once.
  let measurements: [Measurement]
  /// The values of the selected update by `split.mode.metric`.
  let finals: [String: Double]

  init(run: RunSpecification, record: RunRecord) {
    self.run = run
    self.record = record
    measurements = record.outcome.measurements
    var finals: [String: Double] = [:]
    if let selected = record.outcome.selectedUpdate {
      for row in measurements where row.update == selected {
        finals["\(row.split).\(row.mode).\(row.metric)"] = row.value
      }
    }
    self.finals = finals
  }

  /// `runs.csv`.
  static func table(
    axes: [String], scores: [String], notes: ScoreNotes? = nil, statuses: String, tuned: [String] = []
  ) -> Table<RunResult> {
    let head = (RunColumns.run + RunColumns.axes(axes)).map { $0.over(\RunResult.run) }
    return Table(
      "runs", "One row for every run, with its final scores.",
      head + [
        .text("status", statuses) { $0.record.outcome.status.rawValue },
        .integer("updates", "Updates of the parameters that were made.") { $0.record.outcome.updates },
        .optionalInteger(
          "selected_update", "The update whose scores are final; empty for a diverged run."
        ) { $0.record.outcome.selectedUpdate },
      ]
        + tuned.enumerated().map { place, path in
          .text(path, "Tuned key: the value that was chosen; empty where every trial failed.") {
            place < $0.run.tuned.count ? $0.run.tuned[place].label : ""
          }
        }
        + scores.map { score in
          .optionalExact(
            score,
            "Final score, split.mode.metric; empty for a diverged run, and where it is undefined."
              + (notes?.sentence(score) ?? "")
          ) { $0.finals[score] }
        })
  }

  /// `timings.csv`.
  static let timings = Table<RunResult>(
    "timings", "What each run cost. Volatile: every making of the same results has others.",
    [
      RunColumns.run[0].over(\RunResult.run),
      .exact("wall_seconds", "Seconds by the clock.") { $0.record.timing.wallSeconds },
      .exact("cpu_seconds", "Seconds of processor time.") { $0.record.timing.processorSeconds },
    ])
}

extension Column {
  /// The same column of rows that hold this one's.
  func over<Other>(_ path: any KeyPath<Other, Row> & Sendable) -> Column<Other> {
    let cell = cell
    return Column<Other>(schema.name, schema.type, isOptional: schema.isOptional, schema.summary) {
      cell($0[keyPath: path])
    }
  }
}
