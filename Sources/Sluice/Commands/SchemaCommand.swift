import ArgumentParser
import Planning

/// `sluice schema`.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of the experiment file, for editors.",
    discussion: """
      Example:
        sluice schema > experiment.schema.json
      """)

  func run() throws {
    let context = CommandContext.current
    try context.console.data(ExperimentSchema(context.catalogs).text)
  }
}
