import ArgumentParser
import Catalog
import Planning
import RandomStreams
import Recurrence

/// `sluice list`.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what an experiment file can name, with formulas, parameters and sources.",
    discussion: """
      Example:
        sluice list policies
      """)

  /// A list of kinds.
  enum Topic: String, ExpressibleByArgument, CaseIterable {
    case policies, gradients, tasks, generators, variants, optimizers, modes
    case stateNoise = "state_noise"
  }

  @Argument(help: "One list; all of them if it is left out.")
  var topic: Topic?

  func run() throws {
    let context = CommandContext.current
    let topics = topic.map { [$0] } ?? Topic.allCases
    let texts = topics.map { KindListing.text($0, context.catalogs) }
    try context.console.data(texts.joined(separator: "\n"))
  }
}

/// The text of a list.
enum KindListing {
  static func text(_ topic: ListCommand.Topic, _ catalogs: ExperimentCatalogs) -> String {
    switch topic {
    case .policies:
      kinds(
        "Gate policies (gates.all, gates.input, gates.forget, gates.output)",
        catalogs.policies.table.descriptions)
    case .gradients: kinds("Gradient rules (training.gradient)", catalogs.gradients.table.descriptions)
    case .tasks: kinds("Tasks (task)", catalogs.tasks.table.descriptions)
    case .optimizers: kinds("Optimizers (training.optimizer)", catalogs.optimizers.table.descriptions)
    case .modes: kinds("Evaluation modes (evaluation.modes)", MeasuredMode.descriptions)
    case .generators: words("Generators (generator)", Generator.all.map(\.name))
    case .variants: kinds("LSTM variants (network.variant)", LSTMVariant.allCases.map(\.description))
    case .stateNoise: kinds("Noise on states (state_noise)", catalogs.stateNoises.table.descriptions)
    }
  }

  private static func words(_ title: String, _ words: [String]) -> String {
    title + "\n" + words.map { "  \($0)\n" }.joined()
  }

  private static func kinds(_ title: String, _ kinds: [KindDescription]) -> String {
    title + "\n" + kinds.map(text).joined()
  }

  private static func text(_ kind: KindDescription) -> String {
    var lines = ["  \(kind.kind)", "      \(kind.summary)"]
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
