import ArgumentParser
import Planning
import Reports
import Running

/// `sluice compare`.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Show a results folder's comparison as a table.",
    discussion: """
      Every candidate has a verdict: better or worse where p (Holm), adjusted for all comparisons of the declared metric, is at \
      most 0.05; equivalent where the experiment says in compare.equivalence which difference does not matter, and the interval lies \
      inside; undecided otherwise, with the replicates that would decide. Differences to the baseline have the interval and p of the \
      sign-flip test on pairs, means the 95 % t interval over replicates. A folder that has tables and no records is read from its \
      tables.

      Example:
        sluice compare results/quickstart
        sluice compare results/quickstart --format latex > table.tex
      """)

  @Argument(help: "The results folder.", completion: .directory)
  var dir: String

  @Option(
    help: ArgumentHelp(
      "Another score than the declared one, for instance test.native.mae; of a simulation a statistic, forget.survival.",
      valueName: "split.mode.metric"))
  var metric: String?

  @Option(help: "Draw it as text, markdown, latex (with booktabs), or csv.")
  var format = Format.text

  /// How a comparison is drawn.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case markdown
    case latex
    case csv
  }

  func run() throws {
    let (context, console) = (CommandContext.current, CommandContext.current.console)
    do {
      switch (format, try shown(context)) {
      case (.csv, .comparison(let view)): try console.data(view.csv)
      case (.csv, .report):
        throw UsageError("nothing is compared by scores here; the folder's tables are CSV files")
      case (.text, .comparison(let view)): try console.show(view.report, width: Self.width)
      case (.text, .report(let report)): try console.show(report)
      case (.markdown, let shown): try console.data(MarkupDrawing.markdown.text(shown.report))
      case (.latex, let shown): try console.data(MarkupDrawing.latex.text(shown.report))
      }
    } catch let error as UnknownStatistic { throw UsageError(error.description) }
  }

  /// What a line of a pipe holds; on a terminal it is as wide as that.
  private static let width = 80

  /// What a folder shows.
  private enum Shown {
    case comparison(ComparisonView)
    /// Of a kind of experiment that shows its results in its own way.
    case report(Report)

    var report: Report {
      switch self {
      case .comparison(let view): view.report
      case .report(let report): report
      }
    }
  }

  private func shown(_ context: CommandContext) throws -> Shown {
    let store = RunStore(dir)
    if !store.hasRecords, Files.exists(Files.join(dir, "summary.csv")) {
      return .comparison(try ComparisonView(tablesIn: dir, metric: metric))
    }
    let plan: ExperimentPlan
    do { plan = try context.plan(inResults: dir) } catch let error as MissingKinds
      where Files.exists(Files.join(dir, "summary.csv"))
    {
      context.console.message("\(error)")
      return .comparison(try ComparisonView(tablesIn: dir, metric: metric))
    }
    let records = try store.records()
    guard plan.isChosen else { return .report(try SweepStatus(plan, records: records).report) }
    let results = StudyResults(plan, records: records)
    if let report = try plan.study.report(results, statistic: metric) { return .report(report) }
    return .comparison(try ComparisonView(plan, records: records, metric: metric))
  }
}
