import ArgumentParser
import Planning
import Running

/// `sluice plan`.
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Check an experiment and show its cells, runs and cost, without running it.",
    discussion: """
      How long it takes is estimated on this machine: for about a second runs are begun, of twelve cells at most, and left. With \
      `--trial 0` nothing is computed, and the plan is the same wherever and whenever it is printed.

      Example:
        sluice plan experiment.yaml --set sweep.network.hidden=[16,32]
      """)

  @OptionGroup var experiment: ExperimentArguments

  @Option(
    help: ArgumentHelp(
      "Seconds that trying some runs may take, to tell how long all take; 0 for none.", valueName: "seconds"))
  var trial = 1.0

  @OptionGroup var look: PlainArgument

  func validate() throws { try TimeEstimate.validate(trial: trial) }

  func run() async throws {
    let context = CommandContext.current
    let given = try context.experiment(experiment.file, overrides: experiment.overrides)
    let plan = try context.plan(given)
    let missing = try MissingKinds(plan, folder: experiment.file)
    if let missing { context.console.message(missing.summary) }
    var (times, warning) = (nil as PlanSummary.Times?, nil as String?)
    do {
      let concurrency = try Concurrency(for: plan, jobs: nil, threads: 1)
      // What stands in for a missing kind computes nothing.
      if trial > 0, missing == nil {
        let estimate = try await TimeEstimate.trying(plan, jobs: concurrency.jobs, seconds: trial)
        let status = try given.folder.map { try SweepStatus(plan, records: RunStore($0).records()) }
        times = estimate?.times(trial: trial, finished: status?.cells.map(\.finished))
        if estimate == nil { warning = TimeEstimate.tooShort(trial, plan) }
      }
    } catch let error as MemoryBudget.TooLarge {
      warning = "\(error)"
    }
    try look.console.show(PlanSummary(plan, times: times).report)
    if let warning { context.console.message("warning: \(warning)") }
  }
}
