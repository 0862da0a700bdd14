import ArgumentParser
import Planning
import Reports
import Running

/// `sluice status`.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show how far a results folder is.",
    discussion: """
      With --follow it goes on until every run is finished, or Ctrl-C: runs, time left, the latest scores, and the training loss of each \
      cell. On a terminal they are drawn anew; elsewhere a line is written whenever a run has been finished. It only reads, and can be \
      started anywhere that the folder can be read.

      Example:
        sluice status results/quickstart --follow
      """)

  @Argument(help: "The results folder.", completion: .directory)
  var dir: String

  @Flag(help: "Go on until every run is finished.")
  var follow = false

  @Option(help: ArgumentHelp("How often --follow looks for finished runs, in seconds.", valueName: "s"))
  var interval = 2.0

  func validate() throws {
    guard interval > 0, interval <= 86_400 else {
      throw ValidationError("--interval is \(interval); expected 0 < s ≤ 86400")
    }
  }

  func run() async throws {
    let context = CommandContext.current
    if follow { return try await following(context) }
    let plan: ExperimentPlan
    do { plan = try context.plan(inResults: dir) } catch let error as MissingKinds {
      context.console.message("\(error)")
      return try context.console.show(FolderCount(dir, plan: PlanFolder(dir).plan()).report)
    }
    let status = try SweepStatus(plan, records: RunStore(dir).records())
    try context.console.show(status.report)
  }

  /// Follows until the end; Ctrl-C is a way to end it as good as any.
  private func following(_ context: CommandContext) async throws {
    let interruption = Interruption()
    defer { withExtendedLifetime(interruption) {} }
    let work = Task { try await watch(context) }
    interruption.cancels(work)
    do { try await work.value } catch is CancellationError {}
  }

  private func watch(_ context: CommandContext) async throws {
    let console = context.console
    let folder = PlanFolder(dir)
    var remembered = try folder.plan()
    var sweep = FollowedSweep(try context.plan(inResults: dir), store: RunStore(dir))
    var live = LiveReport()
    var isNew = true
    while true {
      // The study may grow meanwhile.
      if try !folder.holds(remembered) {
        remembered = try folder.plan()
        sweep = FollowedSweep(try context.plan(inResults: dir), store: RunStore(dir))
        isNew = true
      }
      let news = try sweep.refresh()
      if console.dataIsTerminal {
        try live.show(sweep.report(console.sparklines), console)
      } else if news > 0 || isNew {
        try console.data(sweep.line(console.sparklines) + "\n")
      }
      isNew = false
      if sweep.isComplete {
        if sweep.isWhole { return }
        // The settings may be chosen now, and the comparison follows.
        let next = try context.plan(inResults: dir)
        if next.isChosen {
          sweep = FollowedSweep(next, store: RunStore(dir))
          isNew = true
        }
      }
      try await Task.sleep(for: .seconds(interval))
    }
  }
}
