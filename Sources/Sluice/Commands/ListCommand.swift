import ArgumentParser
import Planning
import Reports
import Studies

/// `sluice list`.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what an experiment file can name, with formulas, parameters and sources.",
    discussion: """
      Example:
        sluice list policies
      """)

  /// The word that asks for a list.
  struct Topic: ExpressibleByArgument {
    let name: String

    init?(argument: String) {
      guard Self.allValueStrings.contains(argument) else { return nil }
      name = argument
    }

    /// A program's own kinds add to lists, and add none.
    static var allValueStrings: [String] { ExperimentCatalogs().lists.map(\.topic) }
    var defaultValueDescription: String { name }
  }

  @Argument(help: "One list; all of them if it is left out.")
  var topic: Topic?

  func run() throws {
    let context = CommandContext.current
    let lists = context.catalogs.lists.filter { topic == nil || $0.topic == topic?.name }
    var report = Report()
    for list in lists {
      if !report.blocks.isEmpty { report.addGap() }
      report.add(list.report)
    }
    try context.console.show(report)
  }
}
