import ArgumentParser
import Glibc
import Planning
import Running

/// `sluice new`.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a commented experiment file to start from.",
    discussion: """
      Example:
        sluice new first      writes first.yaml
      """)

  @Argument(help: "The experiment's name; the file is NAME.yaml.")
  var name: String

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
    guard !Files.exists(path) else { throw IOError(.create, path, code: EEXIST) }
    try AtomicFile.write(StarterFile(context.catalogs).text(name: name).utf8, to: path)
    context.console.message(
      "'\(path)' is written; `sluice plan \(path)` checks it, `sluice run \(path)` runs it")
  }
}
