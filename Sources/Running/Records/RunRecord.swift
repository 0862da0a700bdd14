public import Planning

/// What one finished run leaves behind: everything the tables say about it.
///
/// It is a pure function of the run's specification, but for ``timing``, which the tables keep apart.
public struct RunRecord: Sendable, Hashable {
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
  /// How it ended, and its rows.
  public let outcome: RunOutcome
  /// What the run cost.
  public let timing: Timing

  /// A record.
  public init(run: String, origin: RecordOrigin = .current, outcome: RunOutcome, timing: Timing) {
    self.run = run
    self.origin = origin
    self.outcome = outcome
    self.timing = timing
  }
}
