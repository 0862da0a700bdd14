import ArgumentParser
import Running

/// `sluice status`.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show how far a results folder is.",
    discussion: """
      Example:
        sluice status results/quickstart
      """)

  @Argument(help: "The results folder.", completion: .directory)
  var dir: String

  func run() throws {
    let context = CommandContext.current
    let plan = try context.plan(inResults: dir)
    let status = try SweepStatus(plan, records: RunStore(dir).records())
    try context.console.show(status.report)
  }
}
