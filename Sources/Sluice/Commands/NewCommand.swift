import ArgumentParser
import Catalog
import Glibc
import Planning
import Running

/// `sluice new`.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a commented experiment file to start from.",
    discussion: """
      Example:
        sluice new first                   writes first.yaml, which trains networks
        sluice new rules --kind certify    writes rules.yaml, which judges gradient rules
      """)

  @Argument(help: "The experiment's name; the file is NAME.yaml.")
  var name: String

  @Option(
    help: ArgumentHelp(
      "The kind of experiment, one of `sluice list kinds`; by default train.", valueName: "kind"))
  var kind: String?

  func validate() throws {
    guard StarterFile.isName(name) else {
      throw ValidationError(
        "'\(name)' cannot be a name; expected letters, digits, '.', '_' and '-', starting with a letter or digit"
      )
    }
  }

  func run() throws {
    let context = CommandContext.current
    let path = "\(name).yaml"
    guard let starter = StarterFile(context.catalogs, kind: kind) else {
      let known = StarterFile.kinds(context.catalogs)
      throw UsageError(
        "--kind is '\(kind ?? "")', which has no starter\(NearestName.hint(for: kind ?? "", among: known)); expected one of "
          + known.joined(separator: ", "))
    }
    guard !Files.exists(path) else { throw IOError(.create, path, code: EEXIST) }
    try AtomicFile.write(starter.text(name: name).utf8, to: path)
    context.console.message("'\(path)' is written; \(starter.use(of: path))")
  }
}
