public import Tables

/// How a run ended, the rows that it leaves in every table that it has a part in, and the files beside them.
public struct RunOutcome: Sendable, Hashable {
  /// How a run ended.
  public enum Status: String, Sendable, Hashable {
    /// All of it was done.
    case completed
    /// Some loss or value was not finite: a result, and the end of the run.
    case diverged
    /// There was nothing to read: the training of the network had diverged.
    case noWeights = "no_weights"
    /// There were no settings to run with: every trial of them had failed.
    case untuned
  }

  /// How it ended.
  public let status: Status
  /// Updates of the parameters that were made.
  public let updates: Int
  /// The update whose scores are final; `nil` for a diverged run.
  public let selectedUpdate: Int?
  /// The rows of every table that the run has a part in.
  public let tables: [TableRows]
  /// What the run leaves in files of their own.
  public let attachments: [Attachment]

  /// The outcome of a run.
  public init(
    status: Status, updates: Int, selectedUpdate: Int?, tables: [TableRows], attachments: [Attachment] = []
  ) {
    self.status = status
    self.updates = updates
    self.selectedUpdate = selectedUpdate
    self.tables = tables
    self.attachments = attachments
  }

  /// The outcome of a run that updates nothing.
  public init(isDiverged: Bool, tables: [TableRows], attachments: [Attachment] = []) {
    self.init(
      status: isDiverged ? .diverged : .completed, updates: 0, selectedUpdate: isDiverged ? nil : 0,
      tables: tables, attachments: attachments)
  }

  /// The rows of a table; none where the run has no part in it.
  public func rows(of table: String) -> [TableRow] {
    tables.first { $0.table == table }.map { Array($0.rows) } ?? []
  }

  /// Floors, then scores by update, split, mode and metric.
  public var measurements: [Measurement] { rows(of: Measurement.table.schema.name).map { Measurement($0) } }

  /// Whether the task counts as solved, by split and mode; empty where it has no criterion.
  public var verdicts: [SolvedVerdict] { rows(of: SolvedVerdict.table.schema.name).map { SolvedVerdict($0) } }
}
