public import Tables

/// What one finished run leaves behind: everything the tables say about it.
///
/// It is a pure function of the run's specification, but for ``timing``, which the tables keep apart.
public struct RunRecord: Sendable, Hashable {
  /// How a run ended.
  public enum Status: String, Sendable, Hashable {
    /// All updates were done.
    case completed
    /// The loss was not finite at some update: a result, and the end of the run.
    case diverged
  }

  /// What a run cost. The only volatile part of a record.
  public struct Timing: Sendable, Hashable {
    /// Seconds by the clock.
    public let wallSeconds: Double
    /// Seconds of processor time of the run's thread.
    public let processorSeconds: Double

    /// A cost.
    public init(wallSeconds: Double, processorSeconds: Double) {
      self.wallSeconds = wallSeconds
      self.processorSeconds = processorSeconds
    }
  }

  /// The run's id, `r-…`.
  public let run: String
  /// The program that made the record.
  public let origin: RecordOrigin
  /// How it ended.
  public let status: Status
  /// Updates done.
  public let updates: Int
  /// The update whose scores are final; `nil` for a diverged run.
  public let selectedUpdate: Int?
  /// The rows of every table that the run has a part in.
  public let tables: [TableRows]
  /// What the run cost.
  public let timing: Timing

  /// A record.
  public init(
    run: String, origin: RecordOrigin = .current, status: Status, updates: Int, selectedUpdate: Int?,
    tables: [TableRows], timing: Timing
  ) {
    self.run = run
    self.origin = origin
    self.status = status
    self.updates = updates
    self.selectedUpdate = selectedUpdate
    self.tables = tables
    self.timing = timing
  }

  /// The rows of a table; none where the run has no part in it.
  public func rows(of table: String) -> [TableRow] {
    tables.first { $0.table == table }.map { Array($0.rows) } ?? []
  }
}
