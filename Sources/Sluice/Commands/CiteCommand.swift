import ArgumentParser
import Running

/// `sluice cite`.
struct CiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cite", abstract: "Say how to cite a results folder: version, results, data and methods.",
    discussion: """
      The version is that which wrote the tables; results and data are named by SHA-256; the methods are those that the experiment \
      names, with the sources that `sluice list` has. BibTeX entries of methods lack their titles, which no catalog has.

      Example:
        sluice cite results/quickstart --format bibtex > results.bib
      """)

  /// How citations are written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case bibtex
  }

  @Argument(help: "The results folder.", completion: .directory)
  var dir: String

  @Option(help: "Sentences, or entries for a bibliography.")
  var format = Format.text

  func run() throws {
    let context = CommandContext.current
    let given = try context.experiment(inResults: dir)
    let citation = try FolderCitation(given.experiment, folder: dir, plan: PlanFolder(dir).plan())
    switch format {
    case .text: try context.console.show(citation.report)
    case .bibtex: try context.console.data(citation.bibTeX)
    }
  }
}
