import ArgumentParser
import Planning
import Reports
import Running

/// `sluice compare`.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Show a results folder's comparison as a table.",
    discussion: """
      Means come with the 95 % t interval over replicates, differences to the baseline with the interval and p of \
      the sign-flip test on pairs; p (Holm) is adjusted for all comparisons of the declared metric. A folder that has \
      tables and no records is read from its tables.

      Example:
        sluice compare results/quickstart
      """)

  @Argument(help: "The results folder.", completion: .directory)
  var dir: String

  @Option(
    help: ArgumentHelp(
      "Another score than the declared one, for instance test.native.mae; of a simulation a statistic, forget.survival.",
      valueName: "split.mode.metric"))
  var metric: String?

  func run() throws {
    let context = CommandContext.current
    try context.console.show(report(context))
  }

  private func report(_ context: CommandContext) throws -> Report {
    do {
      let store = RunStore(dir)
      if !store.hasRecords, Files.exists(Files.join(dir, "summary.csv")) {
        return try ComparisonView(tablesIn: dir, metric: metric).report
      }
      let plan: ExperimentPlan
      do { plan = try context.plan(inResults: dir) } catch let error as MissingKinds
        where Files.exists(Files.join(dir, "summary.csv"))
      {
        context.console.message("\(error)")
        return try ComparisonView(tablesIn: dir, metric: metric).report
      }
      let records = try store.records()
      guard plan.isChosen else { return try SweepStatus(plan, records: records).report }
      let results = StudyResults(plan, records: records)
      return try plan.study.report(results, statistic: metric)
        ?? ComparisonView(plan, records: records, metric: metric).report
    } catch let error as UnknownStatistic { throw UsageError(error.description) }
  }
}
