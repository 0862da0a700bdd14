public import Tables

/// Whether the final scores on a split, read in a mode, meet the task's own criterion.
///
/// Records keep verdicts for `summary.csv`, which counts them; they have no file of their own.
public struct SolvedVerdict: Sendable, Hashable {
  /// The part of the data.
  public let split: String
  /// How gates were read.
  public let mode: String
  /// Whether the criterion is met.
  public let isSolved: Bool

  /// A verdict.
  public init(split: String, mode: String, isSolved: Bool) {
    self.split = split
    self.mode = mode
    self.isSolved = isSolved
  }

  /// The verdict in a row of ``table``.
  init(_ row: TableRow) {
    self.init(split: row["split"], mode: row["mode"], isSolved: row["solved"] == "true")
  }

  /// The table that a record keeps.
  public static let table = Table<SolvedVerdict>(
    "verdicts", "One row for every split and mode with a criterion.",
    [
      .text("split", "The part of the data.") { $0.split },
      .text("mode", "How gates were read.") { $0.mode },
      Column("solved", .boolean, "Whether the criterion is met.") { .flag($0.isSolved) },
    ])
}
