import ArgumentParser
import Planning
import Running

/// `sluice merge`.
struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Make one results folder of several that hold parts of one experiment.",
    discussion: """
      Shares of a sweep that were computed in folders of their own, by other machines or other people, become the folder of the single \
      run, to the byte. Finished runs are copied, and checkpoints that runs can go on from; the folders that they come from stay as they are. A run that several folders have must be \
      the same in all of them. Where runs are missing the tables hold those that are there, and the command that does the others is shown. \
      Whatever ends a merge, the same command goes on.

      Example:
        sluice merge node1/results/study node2/results/study --out results/study
      """)

  @Argument(help: ArgumentHelp("The results folders.", valueName: "dir"), completion: .directory)
  var dirs: [String]

  @Option(
    help: ArgumentHelp(
      "The folder to merge into: a new one, one of the others, or one of the same experiment.",
      valueName: "dir"))
  var out: String

  func run() async throws {
    let interruption = Interruption()
    defer { withExtendedLifetime(interruption) {} }
    let context = CommandContext.current
    let folders = try MergeFolders(dirs, into: out, runs: context.runs(of:))
    var plan = try context.plan(inResults: folders.complete).unchosen
    let claim = try folders.claim(
      plan, tables: ResultTables.files(context.catalogs.studies), earlier: context.runs(of:))
    try PlanFolder(out).claim(claim)
    let store = RunStore(out)
    func merge(_ plan: ExperimentPlan) async throws -> FolderMerge.Outcome {
      let work = Task { try await FolderMerge(plan, from: folders.folders, into: store).run() }
      interruption.cancels(work)
      do { return try await work.value } catch is CancellationError {
        throw Interrupted(
          finished: try SweepStatus(plan, records: store.records()).finished, total: plan.runs.count)
      }
    }
    var outcome = try await merge(plan)
    if plan.tuning != nil, outcome.conflicts == nil, outcome.foreign == nil {
      // The settings are chosen by the runs of all folders together.
      plan = try plan.chosen(by: store.records())
      if plan.isChosen { outcome = try await merge(plan) }
    }
    try report(outcome, context.console)
    guard outcome.finished > 0 else {
      return context.console.message("none of the \(outcome.total) runs is finished; no tables are written")
    }
    guard try PlanFolder(out).holds(claim.plan) else {
      return context.console.message(
        "the runs are merged; another command has changed the experiment of '\(out)' meanwhile, and the tables are left to it"
      )
    }
    let extent = try ResultTables(plan, store: store, provenance: context.provenance).write()
    context.console.message("\(extent.finished) runs are in the tables of '\(out)'\(gaps(extent))")
  }

  /// Says what was left out and why; refuses where runs differ, or come from another program.
  private func report(_ outcome: FolderMerge.Outcome, _ console: Console) throws {
    if !outcome.damaged.isEmpty {
      let shown = outcome.damaged.prefix(8).map { "\n  \($0)" }.joined()
      let more = outcome.damaged.count > 8 ? "\n  … and \(outcome.damaged.count - 8) more" : ""
      console.message("\(Self.records(outcome.damaged.count)) left out:\(shown)\(more)")
    }
    for (folder, records) in outcome.strangers {
      console.message("\(Self.records(records)) left in '\(folder)', of no run of this experiment")
    }
    if let conflicts = outcome.conflicts {
      if let foreign = outcome.foreign { console.message(foreign.description) }
      throw conflicts
    }
    if let foreign = outcome.foreign { throw foreign }
    for useless in outcome.uselessCheckpoints { console.message("warning: \(useless); it is left out") }
    if let conflicts = outcome.checkpointConflicts { throw conflicts }
    if outcome.checkpoints > 0 {
      console.message("\(outcome.checkpoints) checkpoint\(outcome.checkpoints == 1 ? " is" : "s are") copied")
    }
  }

  private static func records(_ count: Int) -> String {
    "\(count) record\(count == 1 ? " is" : "s are")"
  }

  /// How many runs are missing, and the command that does them.
  private func gaps(_ extent: ResultTables.Extent) -> String {
    let missing = extent.total - extent.finished
    guard missing > 0 else { return "" }
    return """
      ; \(missing) of \(extent.total) \(missing == 1 ? "is" : "are") missing, and this does \(missing == 1 ? "it" : "them"):
        sluice run \(ShellWord.quoted(out))
      """
  }
}
