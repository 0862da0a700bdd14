import Catalog
import Planning
import Tables

/// Of which sequences and rollouts of a simulation every unit is written down.
public struct SimulatedUnits: Sendable, Hashable {
  /// The first so many of the simulated sequences.
  let examples: Int
  /// The first so many rollouts of each.
  let rollouts: Int

  /// At most so many rows: every rollout, and the trajectory once.
  func storedRows(_ cell: CellSpecification) -> StoredRows {
    StoredRows(
      table: UnitValue.table.schema.name, key: "telemetry.units.examples",
      rowsPerRun: Double(rollouts + 1) * Double(examples) * UnitSpecification.rowsPerExample(cell),
      factors: "examples, rollouts or cells")
  }
}

extension CellBuilder {
  /// What `telemetry.units` asks for; `nil` for nothing.
  mutating func simulatedUnits(sequences: Int, rollouts: Int) -> SimulatedUnits? {
    guard isGiven("telemetry.units") else { return nil }
    let values = Settings(settings)["telemetry"]["units"]
    let examples = values.integer("examples")
    let chosen = values.optionalInteger("rollouts") ?? rollouts
    if examples > sequences {
      let simulated = sequences == 1 ? "1 sequence is" : "\(sequences) sequences are"
      fail("telemetry.units.examples", "found \(examples); \(simulated) simulated")
    }
    if chosen > rollouts {
      fail(
        "telemetry.units.rollouts",
        "found \(chosen); each sequence has \(rollouts == 1 ? "1 rollout" : "\(rollouts) rollouts"), as 'replicates' says"
      )
    }
    return SimulatedUnits(examples: examples, rollouts: chosen)
  }
}

extension ExperimentFormat {
  /// The keys of single units of a simulation; its section `simulation` says which sequences there are.
  var simulatedTelemetry: Section {
    let units = Section(
      "The sequences of which units.csv has every unit at every step, in every rollout and in the trajectory.",
      [
        Field(
          "examples", .plain(.integer(Bounds(1, 1e6))), isRequired: true,
          "The first so many of the simulated sequences."),
        Field(
          "rollouts", .plain(.integer(Limit.replicates)),
          "The first so many rollouts of each, by default all; the trajectory is written once beside them."),
      ])
    return Section(
      "Single units.", [Field("units", .section(units), isRequired: true, "Single units, step by step.")])
  }
}
