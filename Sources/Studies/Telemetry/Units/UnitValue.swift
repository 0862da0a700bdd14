import Tables

/// One number of one unit at one step: a row of `units.csv`.
struct UnitValue: Sendable {
  /// Updates made before.
  let update: Int
  /// The part of the data.
  let split: String
  /// How gates were read.
  let mode: String
  /// The rollout, from 0; `nil` in modes without.
  let sample: Int?
  /// The example's index in the split.
  let example: Int
  let layer: Int
  let quantity: String
  let unit: Int
  let step: Int
  /// The number, in the engine's precision.
  let value: Cell

  /// `units.csv`, behind the columns that name the run.
  static let table = Table<UnitValue>(
    "units", "One row for every number of a unit at a step of a chosen example.",
    [
      .integer("update", "Updates made before.") { $0.update },
      .text("split", "The part of the data; inputs, where a simulation has explicit ones.") { $0.split },
      .text(
        "mode",
        "How gates were read; of a simulation first its trajectory without draws, then sample, its rollouts."
      ) { $0.mode },
      .optionalInteger("sample", "The rollout, from 0; empty in modes without.") { $0.sample },
      .integer("example", "The example, from 0, by its place in the split.") { $0.example },
      .integer("layer", "The layer, from 0.") { $0.layer },
      .text(
        "quantity",
        "input, forget, output: the gate as it was read; input.probability and so on: E[g | z], the mean of its law in training; candidate, cell, hidden."
      ) { $0.quantity },
      .integer("unit", "The unit, from 0.") { $0.unit },
      .integer("step", "The time step, from 0.") { $0.step },
      Column("value", .number, "The number, the shortest that reads back in the engine's precision.") {
        $0.value
      },
    ])
}
