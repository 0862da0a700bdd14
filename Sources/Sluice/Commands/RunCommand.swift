import ArgumentParser
import Planning
import Running

/// `sluice run`.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run an experiment, or go on with it, and write its tables.",
    discussion: """
      Finished runs are kept whatever happens, and are not done again. The tables are written when every run of the \
      experiment is finished. Given a results folder in place of a file, it goes on there from the folder's own copies of \
      experiment and data. On a terminal the latest and best scores are shown while the runs compute.

      Example:
        sluice run experiment.yaml --jobs 4 --set replicates=3 --out results/short
      """)

  @OptionGroup var experiment: ExperimentArguments

  @Option(
    help: ArgumentHelp(
      "The results folder (default: the one that is given, or results/<name>).", valueName: "dir"))
  var out: String?

  @Option(help: ArgumentHelp("Runs at once (default: the cores, divided by --threads).", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Threads inside each run of precision float32, of use where a batch takes milliseconds.", valueName: "n"
    ))
  var threads = 1

  @Option(
    help: ArgumentHelp(
      "Do only the i-th of n shares of the runs; `sluice merge` joins shares in folders of their own.",
      valueName: "i/n"))
  var shard: String?

  @Option(
    help: ArgumentHelp(
      "Finished runs that may wait, for at most a second, until they are safe from a loss of power together.",
      valueName: "n"))
  var groupCommit = GroupCommit.standard.records

  @Flag(
    help:
      "Do anew the runs in the folder that another version of Sluice or another program made, or whose records differ."
  )
  var redo = false

  @Flag(help: "Say nothing unless something is wrong.")
  var quiet = false

  @OptionGroup var look: PlainArgument

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs is \(jobs); at least 1 is needed") }
    if threads < 1 { throw ValidationError("--threads is \(threads); at least 1 is needed") }
    if groupCommit < 1 { throw ValidationError("--group-commit is \(groupCommit); at least 1 is needed") }
    if let shard, Shard(shard) == nil {
      throw ValidationError("--shard is '\(shard)'; expected i/n with 1 ≤ i ≤ n, such as 2/8")
    }
  }

  func run() async throws {
    // Listens from the start to the end: a cluster may ask it to stop at any time.
    let interruption = Interruption()
    defer { withExtendedLifetime(interruption) {} }
    let context = CommandContext.current
    let loaded = try context.experiment(experiment.file, overrides: experiment.overrides)
    let plan = try context.plan(loaded)
    if let missing = try MissingKinds(plan, folder: experiment.file) { throw missing }
    let concurrency = try Concurrency(for: plan, jobs: jobs, threads: threads)
    for remark in concurrency.remarks { say(remark) }
    let folder = out ?? loaded.folder ?? "results/\(loaded.name)"
    let claim = try context.claim(
      folder, for: loaded, data: plan.dataFiles, runs: plan.runs.lazy.map(\.id),
      trajectories: { plan.trajectories }, redoes: redo)
    if !claim.changes.isEmpty {
      say("'\(folder)' goes on with \(claim.changes.map(\.description).joined(separator: ", "))")
    }
    let store = RunStore(folder)
    let runner = SweepRunner(
      plan, store: store, jobs: concurrency.jobs, threads: concurrency.threads,
      shard: shard.flatMap { Shard($0) } ?? .whole, redoes: redo, commit: GroupCommit(records: groupCommit),
      progress: look.console.progress(isQuiet: quiet))
    for _ in 0..<Self.attempts {
      let work = Task { try await runner.run() }
      interruption.cancels(work)
      let outcome = try await work.value
      guard outcome.isComplete else {
        throw Interrupted(finished: outcome.found + outcome.done, total: outcome.total)
      }
      // The tables are moments away: only a second Ctrl-C ends the command now.
      if try finish(plan, claim.plan, store, context) { return }
    }
    let finished = try SweepStatus(plan, records: store.records()).finished
    throw IncompleteTables(folder: folder, finished: finished, total: plan.runs.count)
  }

  /// How often runs whose records vanish while the command goes on are done again.
  private static let attempts = 3

  /// Writes the tables, once no run is left to any share; `false` where the tables lack a run.
  private func finish(
    _ plan: ExperimentPlan, _ claimed: PlanFile, _ store: RunStore, _ context: CommandContext
  ) throws -> Bool {
    guard try PlanFolder(store.folder).holds(claimed) else {
      say(
        "the runs are finished; another command has changed the experiment of '\(store.folder)' meanwhile, and the tables are left to it"
      )
      return true
    }
    if let share = shard.flatMap({ Shard($0) }), share != .whole {
      let status = try SweepStatus(plan, records: store.records())
      guard status.isComplete else {
        say(
          "this share is finished; \(status.finished) of all \(status.total) runs are in '\(store.folder)', and the "
            + "share that finishes last writes the tables")
        return true
      }
    }
    let extent = try ResultTables(plan, store: store, provenance: context.provenance).write()
    guard extent.finished == extent.total else {
      say(
        "\(extent.total - extent.finished) of \(extent.total) records have vanished or cannot be read any more; their runs are done again"
      )
      return false
    }
    let diverged = extent.diverged > 0 ? ", \(extent.diverged) of them diverged" : ""
    say("\(extent.finished) runs finished\(diverged); the tables are in '\(store.folder)'")
    return true
  }

  private func say(_ text: String) {
    if !quiet { CommandContext.current.console.message(text) }
  }
}
