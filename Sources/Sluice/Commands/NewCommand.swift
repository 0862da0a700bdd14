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
        sluice new echo --task copy        the same, on the task copy of `sluice list tasks`
        sluice new rules --kind certify    writes rules.yaml, which judges gradient rules
      """)

  @Argument(help: "The experiment's name; the file is NAME.yaml.")
  var name: String

  @Option(
    help: ArgumentHelp(
      "The kind of experiment, one of `sluice list kinds`; by default train.", valueName: "kind"))
  var kind: String?

  @Option(
    help: ArgumentHelp(
      "The task, one of `sluice list tasks`; by default that of the kind's own starter.", valueName: "task"))
  var task: String?

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
    let starter = try starter(context.catalogs)
    guard !Files.exists(path) else { throw IOError(.create, path, code: EEXIST) }
    try AtomicFile.write(starter.text(name: name).utf8, to: path)
    let need = starter.need.map { "; \($0)" } ?? ""
    context.console.message("'\(path)' is written\(need); \(starter.use(of: path))")
  }

  /// The starter that was asked for.
  private func starter(_ catalogs: ExperimentCatalogs) throws -> StarterFile {
    func unknown(_ option: String, _ found: String, _ what: String, _ known: [String]) -> UsageError {
      UsageError(
        "\(option) is '\(found)', \(what)\(NearestName.hint(for: found, among: known)); expected one of "
          + known.joined(separator: ", "))
    }
    if let task, catalogs.tasks[task] == nil {
      throw unknown("--task", task, "which is no task", catalogs.tasks.kinds)
    }
    let kinds = StarterFile.kinds(catalogs)
    if let kind, !kinds.contains(kind) { throw unknown("--kind", kind, "which has no starter", kinds) }
    guard let starter = StarterFile(catalogs, kind: kind, task: task) else {
      let able = StarterFile.kindsWithTasks(catalogs)
      throw UsageError(
        "--task is '\(task ?? "")', and --kind '\(kind ?? "")' has a task of its own; --task goes with \(able.joined(separator: ", "))"
      )
    }
    return starter
  }
}
