import ArgumentParser
import Planning
import Reports
import Running

/// `sluice status`.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show how far a results folder is.",
    discussion: """
      Runs, the scores of those that are finished, and about how long the others take. With --follow it goes on until every run is \
      finished, or Ctrl-C. On a terminal it is drawn anew; elsewhere a line is written whenever a run has been finished. It only reads, \
      and can be started anywhere that the folder can be read.

      Example:
        sluice status results/quickstart --follow
      """)

  @Argument(help: "The results folder.", completion: .directory)
  var dir: String

  @Flag(help: "Go on until every run is finished.")
  var follow = false

  @Option(help: ArgumentHelp("How often --follow looks for finished runs, in seconds.", valueName: "s"))
  var interval = 2.0

  @OptionGroup var look: PlainArgument

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
      return try look.console.show(FolderCount(dir, plan: PlanFolder(dir).plan()).report)
    }
    let status = try SweepStatus(plan, records: RunStore(dir).records())
    var report = status.report
    if status.finished > 0, status.finished <= Self.mostRead {
      var sweep = follow(plan)
      try sweep.refresh()
      let scores = sweep.scoreReport(for: look.console.drawing)
      if !scores.blocks.isEmpty {
        report.addGap()
        report.add(scores)
      }
      if let left = sweep.timeLeft {
        report.addGap()
        report.add("\(left), by what the finished runs have taken")
      }
    }
    try look.console.show(report)
  }

  /// The least time from one sentence to the next, for those who want them spoken.
  private static let sentencePause = Duration.seconds(20)

  /// Finished runs of which status reads the scores, at most: more would take longer than counting them.
  private static let mostRead = 10_000

  /// The sweep of the folder; time left is reckoned with as many runs at once as `run` would do here.
  private func follow(_ plan: ExperimentPlan) -> FollowedSweep {
    FollowedSweep(
      plan, store: RunStore(dir), jobs: try? Concurrency(for: plan, jobs: nil, threads: 1).jobs)
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
    let console = look.console
    let folder = PlanFolder(dir)
    var remembered = try folder.plan()
    var sweep = follow(try context.plan(inResults: dir))
    var live = LiveReport()
    var (isNew, hasNews, said) = (true, false, ContinuousClock.now)
    while true {
      // The study may grow meanwhile.
      if try !folder.holds(remembered) {
        remembered = try folder.plan()
        sweep = follow(try context.plan(inResults: dir))
        isNew = true
      }
      hasNews = try sweep.refresh() > 0 || hasNews
      let isDue = !console.isPlain || sweep.isComplete || ContinuousClock.now - said >= Self.sentencePause
      if console.redrawsData {
        try live.show(sweep.report, console)
      } else if isNew || hasNews && isDue {
        (said, hasNews) = (.now, false)
        try console.text(sweep.line(console.sparklines) + "\n")
      }
      isNew = false
      if sweep.isComplete { return }
      try await Task.sleep(for: .seconds(interval))
    }
  }
}
