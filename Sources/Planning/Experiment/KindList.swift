public import Catalog
import RandomStreams
import Recurrence
public import Reports

/// One list of what experiment files can name, as `sluice list` shows it.
public struct KindList: Sendable, Hashable {
  /// The word that asks for the list.
  public let topic: String
  /// What the kinds are, and where files name them.
  public let title: String
  /// The kinds, in order.
  public let kinds: [KindDescription]

  /// What is shown: each kind with its formula, its parameters and its source.
  public var report: Report { Report([.line(title)] + kinds.flatMap(Self.lines).map { .line($0) }) }

  private static func lines(_ kind: KindDescription) -> [String] {
    let sentences = [kind.summary, kind.formula].filter { !$0.isEmpty }
    let parameters = kind.parameters.flatMap { lines($0) }
    let source = kind.source.isEmpty ? [] : ["Source: \(kind.source)"]
    return ["  \(kind.kind)"] + (sentences + parameters + source).map { "      \($0)" }
  }

  /// A parameter, and below it the keys of the map that it may be.
  private static func lines(_ parameter: Parameter) -> [String] {
    let silence =
      parameter.defaultValue.map { ", default \($0.text)" }
      ?? (parameter.isOptional ? ", optional" : ", required")
    let schedule = parameter.isSchedulable ? ", or a schedule" : ""
    let head = "\(parameter.name): \(parameter.allowed)\(silence)\(schedule). \(parameter.summary)"
    return [head] + parameter.shape.keys.flatMap { lines($0) }.map { "    \($0)" }
  }
}

extension ExperimentCatalogs {
  /// Every list there is, in the order in which they are shown.
  public var lists: [KindList] {
    [
      KindList(topic: "kinds", title: "Kinds of experiment (kind)", kinds: studies.descriptions),
      KindList(
        topic: "policies", title: "Gate policies (gates.all, or by the name of a gate of the cell)",
        kinds: policies.descriptions),
      KindList(
        topic: "gradients", title: "Gradient rules (training.gradient)", kinds: gradients.descriptions),
      KindList(topic: "tasks", title: "Tasks (task)", kinds: tasks.descriptions),
      KindList(topic: "losses", title: "Losses (training.loss)", kinds: losses.descriptions),
      KindList(
        topic: "readouts", title: "Read-outs (network.readout.activation)", kinds: readouts.descriptions),
      KindList(topic: "metrics", title: "Metrics (of tasks)", kinds: metrics.descriptions),
      KindList(
        topic: "modes", title: "Evaluation modes (evaluation.modes)", kinds: MeasuredMode.descriptions),
      KindList(
        topic: "generators", title: "Generators (generator)",
        kinds: Generator.all.map { KindDescription($0.name, summary: "") }),
      KindList(topic: "cells", title: "Recurrent cells (network.cell)", kinds: cells.descriptions),
      KindList(topic: "skips", title: "Rules for skipping steps (network.skip)", kinds: skips.descriptions),
      KindList(
        topic: "variants", title: "LSTM variants (network.variant)",
        kinds: LSTMVariant.allCases.map(\.description)),
      KindList(
        topic: "optimizers", title: "Optimizers (training.optimizer)", kinds: optimizers.descriptions),
      KindList(
        topic: "initializers", title: "Initializers (network.initializer)", kinds: initializers.descriptions),
      KindList(
        topic: "state_noise", title: "Noise on states (state_noise)", kinds: stateNoises.descriptions),
      KindList(
        topic: "schedules", title: "Schedules (in place of a number marked \"or a schedule\")",
        kinds: schedules.descriptions),
    ]
  }
}
