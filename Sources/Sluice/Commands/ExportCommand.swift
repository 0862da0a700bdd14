import ArgumentParser
import Running

/// A results folder has no records that tables could be written from.
struct NoRecords: Error, CustomStringConvertible {
  let folder: String

  var description: String {
    "'\(folder)' has no records of finished runs, which tables are written from; the tables that are there stay as they are"
  }
}

/// `sluice export`.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the tables of a results folder anew, from its finished runs.",
    discussion: """
      Tables of an unfinished experiment hold the runs that are there; the manifest says how many. A folder without records keeps \
      the tables that it has.

      Example:
        sluice export results/quickstart
      """)

  @Argument(help: "The results folder.", completion: .directory)
  var dir: String

  func run() throws {
    let context = CommandContext.current
    let plan = try context.plan(inResults: dir)
    let store = RunStore(dir)
    guard try SweepStatus(plan, records: store.records()).finished > 0 else { throw NoRecords(folder: dir) }
    let extent = try ResultTables(plan, store: store, provenance: context.provenance).write()
    let isPart = extent.finished < extent.total
    context.console.message(
      isPart
        ? "the tables of '\(dir)' are of \(extent.finished) of \(extent.total) runs; the others are not finished"
        : "\(extent.finished) runs are in the tables of '\(dir)'")
  }
}
