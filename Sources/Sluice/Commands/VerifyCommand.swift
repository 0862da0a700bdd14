import ArgumentParser
import Planning
import Running
import Studies

/// The bytes of a results folder are not those that its experiment gives.
struct BytesDiffer: Error, CustomStringConvertible {
  let folder: String
  let count: Int

  var description: String {
    "'\(folder)' does not hold what its experiment gives: \(count) difference\(count == 1 ? "" : "s")"
  }
}

/// `sluice verify`.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Recompute runs of a results folder and compare every byte.",
    discussion: """
      Everything is computed from the folder's own copies of experiment and data. Records have to be the same but for \
      their seconds, and the tables those that the records give; with --row only this row, and the runs that it depends \
      on. Nothing in the folder is written. Exit status 70 where bytes differ, with the first difference.

      Example:
        sluice verify results/quickstart --row comparisons.csv:7
      """)

  @Argument(help: "The results folder.", completion: .directory)
  var dir: String

  @Option(
    help: ArgumentHelp(
      "Recompute this share of the finished runs, 0 < p ≤ 1; a function of their ids, so the same for everyone.",
      valueName: "p"))
  var fraction: Double?

  @Option(parsing: .upToNextOption, help: ArgumentHelp("Recompute only these runs.", valueName: "r-…"))
  var runs: [String] = []

  @Option(
    help: ArgumentHelp(
      "Check one row of data of a table, with the runs that it depends on, for instance summary.csv:1.",
      valueName: "table.csv:n"))
  var row: String?

  @Option(help: ArgumentHelp("Runs at once (default: the cores).", valueName: "n"))
  var jobs: Int?

  @Flag(help: "Show no progress.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs is \(jobs); at least 1 is needed") }
    if let fraction, !(fraction > 0 && fraction <= 1) {
      throw ValidationError("--fraction is \(fraction); expected 0 < p ≤ 1")
    }
    if let row, TableRowName(row) == nil {
      throw ValidationError(
        "--row is '\(row)'; expected a table and the number of a row of data, from 1, such as comparisons.csv:7"
      )
    }
    if [fraction != nil, !runs.isEmpty, row != nil].count(where: { $0 }) > 1 {
      throw ValidationError("--fraction, --runs and --row exclude each other; give one of them")
    }
  }

  /// What is recomputed.
  private var scope: VerificationScope {
    if let fraction { return .fraction(fraction) }
    if let row = row.flatMap({ TableRowName($0) }) { return .row(row) }
    return runs.isEmpty ? .all : .runs(runs)
  }

  func run() async throws {
    let interruption = Interruption()
    defer { withExtendedLifetime(interruption) {} }
    let context = CommandContext.current
    let given = try context.experiment(inResults: dir)
    guard given.numerics == NumericsVersion.current else {
      throw VerificationRefusal.otherNumerics(dir, found: given.numerics, current: NumericsVersion.current)
    }
    let isTrace = given.experiment.study is TraceStudy.Type
    let work = isTrace ? try trace(given, context) : try sweep(given, context)
    interruption.cancels(work)
    let result = try await work.value
    try context.console.show(result.report)
    guard result.differences.isEmpty else { throw BytesDiffer(folder: dir, count: result.differences.count) }
  }

  private func sweep(
    _ given: GivenExperiment, _ context: CommandContext
  ) throws -> Task<VerificationResult, any Error> {
    let plan = try context.plan(given).chosen(in: dir)
    let concurrency = try Concurrency(for: plan, jobs: jobs, threads: 1)
    if !quiet { for remark in concurrency.remarks { context.console.message(remark) } }
    let verification = Verification(
      plan, store: RunStore(dir), jobs: concurrency.jobs, progress: context.console.progress(isQuiet: quiet),
      page: page(context))
    let scope = scope
    return Task { try await verification.run(scope) }
  }

  /// Makes the folder's page of tables that were made anew.
  private func page(_ context: CommandContext) -> Verification.PageMaker {
    { [dir] tables in try context.page(of: dir, tables: tables).bytes }
  }

  private func trace(
    _ given: GivenExperiment, _ context: CommandContext
  ) throws -> Task<VerificationResult, any Error> {
    guard fraction == nil, runs.isEmpty else {
      throw UsageError(
        "'\(dir)' holds a \(given.experiment.kind), which has no runs; leave out --fraction and --runs")
    }
    let trace = try context.trace(given)
    let page = page(context)
    let (experiment, dir, row) = (given.experiment, dir, row.flatMap { TableRowName($0) })
    return Task {
      try TableVerification.result(experiment, in: dir, row: row, page: page) { folder in
        try context.write(trace, of: experiment, to: folder)
      }
    }
  }
}
