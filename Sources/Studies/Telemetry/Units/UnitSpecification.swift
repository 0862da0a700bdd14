import Catalog
import Gating
import Planning
import Recurrence
import SequenceTasks
import Sequences

/// Of which examples every unit is written down, and when.
public struct UnitSpecification: Sendable, Hashable {
  /// When units are written down.
  enum Updates: String, Sendable, CaseIterable {
    /// At the update whose scores are final.
    case selected
    /// At every measured update.
    case measured
  }

  /// The part of the data.
  let split: Split
  /// The first so many examples of it.
  let examples: Int
  let updates: Updates

  /// At most so many rows for one reading of a cell's examples in all modes.
  func rows(_ cell: CellSpecification, _ evaluation: EvaluationSpecification) -> Double {
    let draws = cell.draws(cell.gates.assignment(update: 0, epoch: 0))
    let readings = evaluation.modes.reduce(0) { sum, mode in
      sum + (mode.gates.isSampled && draws ? evaluation.samples : 1)
    }
    return Double(readings) * Double(examples) * Self.rowsPerExample(cell)
  }

  /// At most so many rows of an example, read once: steps × layers × units × quantities, which are the gates, their
  /// probabilities, the candidate and the states.
  static func rowsPerExample(_ cell: CellSpecification) -> Double {
    let configuration = cell.configuration
    let quantities = 2 * configuration.gates.count + 1 + configuration.states.count
    return Double(cell.task.value.maximumSteps * cell.network.layers * cell.network.hidden * quantities)
  }

  /// Those of the examples of a batch, row by row, that are written down.
  func places(of examples: [Int], sample: Int?) -> [UnitPlace] {
    examples.enumerated().filter { $0.element < self.examples }.map {
      UnitPlace(row: $0.offset, example: $0.element, sample: sample)
    }
  }
}

extension CellBuilder {
  /// What `telemetry.units` asks for; `nil` for nothing.
  mutating func units(_ task: any SequenceTask) -> UnitSpecification? {
    guard isGiven("telemetry.units") else { return nil }
    let values = Settings(settings)["telemetry"]["units"]
    guard let split = Split(rawValue: values.text("split")) else {
      preconditionFailure("the format admits no other split")
    }
    let examples = values.integer("examples")
    let count = task.count(split) ?? 0
    guard examples <= count else {
      fail("telemetry.units.examples", "found \(examples); the task has \(count) \(split.rawValue) examples")
      return nil
    }
    return UnitSpecification(
      split: split, examples: examples,
      updates: values.optionalText("updates").flatMap(UnitSpecification.Updates.init) ?? .selected)
  }
}

extension ExperimentFormat {
  /// The keys of single units; those that are read have no updates to choose.
  func units(withUpdates: Bool) -> Field {
    let updates = Field(
      "updates", .words(UnitSpecification.Updates.allCases.map(\.rawValue)),
      default: .text(UnitSpecification.Updates.selected.rawValue),
      "When: at the update whose scores are final, or at every measured one.")
    return Field(
      "units",
      .section(
        Section(
          "The examples of which units.csv has every unit at every step.",
          [
            Field(
              "split", .words(Split.scored.map(\.rawValue)), default: .text(Split.validation.rawValue),
              "The part of the data."),
            Field(
              "examples", .plain(.integer(Bounds(1, 1e6))), isRequired: true,
              "The first so many examples of it."),
          ] + (withUpdates ? [updates] : []))), "Single units, step by step.")
  }
}
