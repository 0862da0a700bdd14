import Planning
import Statistics
import Tables

/// The tables of what was tried before a comparison: every run, and what fewer trials would have found.
struct TuningTables {
  let folder: String
  let plan: ExperimentPlan
  let results: TuningResults

  /// A run of `tuning.csv`.
  struct Row {
    let run: RunSpecification
    let result: TuningResults.Finished
    let mean: Double?
    let rank: Int?
  }

  /// A row of `tuning_budget.csv`.
  struct BudgetRow {
    let labels: [String]
    let before: Int?
    let trials: Int
    let expected: Double?
  }

  /// `tuning.csv`, for a sweep with these axes, tuned keys and score.
  static func runs(axes: [String], tuned: [String], score: String?) -> Table<Row> {
    Table(
      "tuning", "One row for every run that tried a setting of the tuned keys.",
      (RunColumns.run + RunColumns.axes(axes)).map { $0.over(\Row.run) } + [
        before { $0.run.tuningReplicate },
        .integer("trial", "The setting's number, from 0, in the order in which settings were proposed.") {
          $0.run.cell.trial?.number ?? 0
        },
      ]
        + tuned.enumerated().map { place, path in
          .text(path, "Tuned key: the value that is tried.") { $0.run.cell.trial?.values[place].label ?? "" }
        } + [
          .text("status", "completed, or diverged: some loss was not finite.") { $0.result.status.rawValue },
          .integer("updates", "Updates of the parameters that were made.") { $0.result.updates },
          .optionalInteger(
            "selected_update", "The update whose scores are final; empty for a diverged run."
          ) { $0.result.selectedUpdate },
        ]
        + (score.map { score in
          [
            .optionalExact(
              score,
              "The final score that settings are chosen by; empty for a diverged run, and where it is undefined."
            ) { $0.result.score.value }
          ]
        } ?? []) + [
          Column("mean", .number, isOptional: true, meanSummary) { .text(significant9($0.mean)) },
          .optionalInteger(
            "rank",
            "The setting's place among those of its cell, 1 the best, which is chosen if it has a mean; ties go to the earlier; empty until all are finished."
          ) { $0.rank },
        ])
  }

  private static let meanSummary =
    "The mean score over the setting's runs; empty where one diverged or is undefined, and until all of the cell are finished."

  private static func before<Row>(_ value: @escaping @Sendable (Row) -> Int?) -> Column<Row> {
    .optionalInteger(
      "for_replicate",
      "The replicate of the comparison that settings are chosen for; empty where it is all of them.",
      value)
  }

  /// `tuning_budget.csv`, for a sweep with these axes.
  static func budget(axes: [String]) -> Table<BudgetRow> {
    Table(
      "tuning_budget",
      "One row for every cell and number of trials: what the best of so many would have scored on average.",
      axes.enumerated().map { index, path in .text(path, RunColumns.axisSummary) { $0.labels[index] } } + [
        before(\.before),
        .integer("trials", "Settings that are tried.") { $0.trials },
        Column(
          "expected_best", .number, isOptional: true,
          "The mean, over all choices of so many of the trials, of the best mean score; empty where a choice may have none."
        ) { .text(significant9($0.expected)) },
      ])
  }

  func write() throws(IOError) -> [TableWriter.Published] {
    let (stage, axes) = (results.stage, plan.experiment.axes.map(\.path))
    let runs = Self.runs(
      axes: axes, tuned: stage.settings.axes.map(\.path), score: stage.settings.score)
    let budget = Self.budget(axes: axes)
    var writer = try TableWriter(runs.schema, in: folder)
    var budgets: [BudgetRow] = []
    for round in stage.rounds.indices {
      for candidate in 0..<stage.candidates {
        let scores = results.scores(round: round, candidate: candidate)
        let places = stage.places(round: round, candidate: candidate)
        for (trial, finished) in results.runs[places].enumerated() {
          for case let result? in finished {
            let row = Row(
              run: result.run, result: result, mean: scores?.means[trial], rank: scores?.ranks[trial])
            try writer.write(CSVLine(runs.cells(row)))
          }
        }
        guard let scores else { continue }
        let first = stage.cells[places.lowerBound]
        let expected = expectedBest(scores.means, lowerIsBetter: results.lowerIsBetter)
        budgets += expected.enumerated().map { index, value in
          BudgetRow(
            labels: first.coordinates.map(\.label), before: first.run(replicate: 0).tuningReplicate,
            trials: index + 1, expected: value)
        }
      }
    }
    var budgetWriter = try TableWriter(budget.schema, in: folder)
    for row in budgets { try budgetWriter.write(CSVLine(budget.cells(row))) }
    return [try writer.publish(), try budgetWriter.publish()]
  }

  /// The schemas of all, without the columns that an experiment names.
  static let schemas = [runs(axes: [], tuned: [], score: nil).schema, budget(axes: []).schema]

  /// Removes the tables from the folder of an experiment that tunes nothing any more.
  static func remove(from folder: String) throws(IOError) {
    for schema in schemas { try Files.remove(Files.join(folder, schema.file)) }
  }
}
