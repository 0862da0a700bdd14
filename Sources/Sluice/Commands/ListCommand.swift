import ArgumentParser
import Catalog
import Planning

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
    try context.console.data(lists.map(KindListing.text).joined(separator: "\n"))
  }
}

/// The text of a list.
enum KindListing {
  static func text(_ list: KindList) -> String {
    list.title + "\n" + list.kinds.map(text).joined()
  }

  private static func text(_ kind: KindDescription) -> String {
    var lines = ["  \(kind.kind)"]
    if !kind.summary.isEmpty { lines.append("      \(kind.summary)") }
    if !kind.formula.isEmpty { lines.append("      \(kind.formula)") }
    for parameter in kind.parameters {
      let silence =
        parameter.defaultValue.map { ", default \($0.text)" }
        ?? (parameter.isOptional ? ", optional" : ", required")
      let schedule = parameter.isSchedulable ? ", or a schedule" : ""
      lines.append("      \(parameter.name): \(parameter.allowed)\(silence)\(schedule). \(parameter.summary)")
    }
    if !kind.source.isEmpty { lines.append("      Source: \(kind.source)") }
    return lines.joined(separator: "\n") + "\n"
  }
}
