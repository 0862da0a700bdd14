import ArgumentParser
import Planning
import Running

/// `sluice plan`.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Check an experiment and show its cells, runs and cost, without running it.",
    discussion: """
      Example:
        sluice plan experiment.yaml --set sweep.network.hidden=[16,32]
      """)

  @OptionGroup var experiment: ExperimentArguments

  func run() throws {
    let context = CommandContext.current
    let plan = try context.plan(context.experiment(experiment.file, overrides: experiment.overrides))
    if let missing = try MissingKinds(plan, folder: experiment.file) {
      context.console.message(missing.summary)
    }
    try context.console.show(PlanSummary(plan).report)
    do {
      _ = try MemoryBudget.machine.jobs(1, of: plan)
    } catch {
      context.console.message("warning: \(error)")
    }
  }
}
