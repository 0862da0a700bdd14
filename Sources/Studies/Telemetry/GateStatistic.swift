public import Planning
public import Tables

/// A statistic of gate or state values after an update.
public struct GateStatistic: Sendable, Hashable {
  /// Updates done before the measurement.
  public let update: Int
  /// The part of the data.
  public let split: String
  /// How gates were read.
  public let mode: String
  /// The layer, from 0; `nil` for the whole network.
  public let layer: Int?
  /// A gate of the cell, `cell`, `hidden`, `cell_gradient` (`hidden_gradient` of a cell without c) or `gradient`.
  public let quantity: String
  /// The time step, from 0; `nil` where pooled over time.
  public let step: Int?
  /// The statistic's name.
  public let statistic: String
  /// The value.
  public let value: Double
  /// What theory gives for it, where there is a closed form.
  public let theory: Double?

  /// A statistic.
  public init(
    update: Int, split: String, mode: String, layer: Int?, quantity: String, step: Int? = nil,
    statistic: String, value: Double, theory: Double? = nil
  ) {
    self.update = update
    self.split = split
    self.mode = mode
    self.layer = layer
    self.quantity = quantity
    self.step = step
    self.statistic = statistic
    self.value = value
    self.theory = theory
  }

  /// The statistic in a row of ``table``.
  init(_ row: TableRow) {
    self.init(
      update: row.integer("update") ?? 0, split: row["split"], mode: row["mode"],
      layer: row.integer("layer"),
      quantity: row["quantity"], step: row.integer("step"), statistic: row["statistic"],
      value: row.number("value") ?? .nan, theory: row.number("theory"))
  }

  /// `gates.csv`, behind the columns that name the run.
  public static let table = Table<GateStatistic>(
    "gates", "One row for every statistic of gates and states.",
    [
      .integer("update", "Updates made before.") { $0.update },
      .text(
        "split", "The part of the data: train, validation or test; inputs for an explicit sequence."
      ) { $0.split },
      .text("mode", "How gates were read; `training` for gradients.") { $0.mode },
      .optionalInteger("layer", "The layer, from 0; empty for the whole network.") { $0.layer },
      .text(
        "quantity",
        "A gate of the cell (of an LSTM input, forget, output), cell, hidden, cell_gradient or hidden_gradient, gradient."
      ) { $0.quantity },
      .optionalInteger("step", "The time step, from 0; empty where pooled over time.") { $0.step },
      .text("statistic", statistics) { $0.statistic },
      .exact("value", "The statistic.") { $0.value },
      .optionalExact("theory", "What theory gives for it, where there is a closed form.") { $0.theory },
    ])

  private static let statistics =
    "mean, variance, minimum, maximum; of gates open_rate (share above 0.5), switching_rate (share of steps that cross "
    + "0.5), dwell_on and dwell_off (mean steps on one side of 0.5, with spells that the end cuts off), bin_00 to "
    + "bin_19 (shares of twentieths of 0 to 1); of their probabilities, the means given the pre-activations, "
    + "entropy (bits), saturation (share outside 0.05 to 0.95), half_life (steps of mean log-retention that make "
    + "a half); of simulated forget gates survival (share kept since before step 0) and median_lifetime (steps until "
    + "it is a half); of simulated states deviation (root mean square from the trajectory without draws); gap and absolute_gap (of the mean of the training law and what is read, at the same pre-activations; the "
    + "mean difference, signed and without sign); norm; of gradients drawn anew on the same batch mean_norm (of their "
    + "mean) and variance (summed over parameters)."
}

extension RunOutcome {
  /// Statistics of gates and states.
  public var gates: [GateStatistic] { rows(of: GateStatistic.table.schema.name).map { GateStatistic($0) } }
}
