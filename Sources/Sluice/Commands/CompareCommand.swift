import ArgumentParser
import Planning
import Running

/// `sluice compare`.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Show a results folder's comparison as a table.",
    discussion: """
      Means come with the 95 % t interval over replicates, differences to the baseline with the interval and p of \
      the sign-flip test on pairs; p (Holm) is adjusted for all comparisons of the declared metric.

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
    let plan = try context.plan(inResults: dir)
    if plan.experiment.kind == .certify {
      return try context.console.data(CertificateView(plan, store: RunStore(dir)).text)
    }
    if plan.experiment.kind == .simulate { return try showSimulation(plan, context) }
    let view = try ComparisonView(plan, store: RunStore(dir), metric: metric)
    guard let view else {
      let scores = ComparisonView.scores(of: plan)
      throw UsageError(
        "there is no score '\(metric ?? "")'; the scores are \(scores.joined(separator: ", "))")
    }
    try context.console.data(view.text(isColored: context.console.dataHasColor))
  }

  /// A simulation has no scores; in their place stand statistics beside their theory.
  private func showSimulation(_ plan: ExperimentPlan, _ context: CommandContext) throws {
    guard let view = try SimulationView(plan, store: RunStore(dir), statistic: metric) else {
      throw UsageError(
        "there is no statistic '\(metric ?? "")'; expected quantity.statistic of gates.csv, such as forget.survival"
      )
    }
    try context.console.data(view.text)
  }
}
