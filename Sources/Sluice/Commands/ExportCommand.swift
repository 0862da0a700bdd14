import ArgumentParser
import Running

/// `sluice export`.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the tables of a results folder anew, from its finished runs.",
    discussion: """
      Tables of an unfinished experiment hold the runs that are there; the manifest says how many.

      Example:
        sluice export results/quickstart
      """)

  @Argument(help: "The results folder.", completion: .directory)
  var dir: String

  func run() throws {
    let context = CommandContext.current
    let plan = try context.plan(inResults: dir)
    let extent = try ResultTables(plan, store: RunStore(dir), provenance: context.provenance).write()
    let missing = extent.total - extent.finished
    context.console.message(
      "\(extent.finished) runs are in the tables of '\(dir)'"
        + (missing > 0 ? "; \(missing) of \(extent.total) are not finished" : ""))
  }
}
