public import Tables

/// A metric's value on a split, read in a mode, after an update; or a score that is reached without learning.
public struct Measurement: Sendable, Hashable {
  /// Updates done before the measurement; `nil` for a floor, which learns nothing.
  public let update: Int?
  /// The part of the data.
  public let split: String
  /// How gates were read, `training`, or the rule that reaches a floor.
  public let mode: String
  /// The metric's name.
  public let metric: String
  /// The value; `nil` where the metric is undefined, as a correlation with a constant is.
  public let value: Double?
  /// The Monte-Carlo standard error, for modes with rollouts.
  public let standardError: Double?

  /// A measurement.
  public init(
    update: Int?, split: String, mode: String, metric: String, value: Double?, standardError: Double? = nil
  ) {
    self.update = update
    self.split = split
    self.mode = mode
    self.metric = metric
    self.value = value
    self.standardError = standardError
  }

  /// The measurement in a row of ``table``.
  package init(_ row: TableRow) {
    self.init(
      update: row.integer("update"), split: row["split"], mode: row["mode"], metric: row["metric"],
      value: row.number("value"), standardError: row.number("standard_error"))
  }

  /// `measurements.csv`, behind the columns that name the run.
  public static let table = Table<Measurement>(
    "measurements", "One row for every score measured while a run trained, and for every floor.",
    [
      .optionalInteger("update", "Updates made before; empty for floors, which learn nothing.") {
        $0.update
      },
      .text("split", "The part of the data: train, validation or test.") { $0.split },
      .text(
        "mode",
        "How gates were read; `training` for means over the batches since the last measurement; the name of a floor."
      ) { $0.mode },
      .text(
        "metric",
        "The score's name; of mode `training` loss, gate_penalty (in the same units) and loss_evaluations (of the batch, by an "
          + "estimator, its own pass included)."
      ) { $0.metric },
      .optionalExact("value", "The score; empty where it is undefined.") { $0.value },
      .optionalExact("standard_error", "Monte-Carlo standard error, for modes with rollouts.") {
        $0.standardError
      },
    ])
}
