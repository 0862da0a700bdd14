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

  /// A metric's value on a split, read in a mode, after an update.
  public struct Measurement: Sendable, Hashable {
    /// Updates done before the measurement.
    public let update: Int
    /// The part of the data.
    public let split: String
    /// How gates were read.
    public let mode: String
    /// The metric's name.
    public let metric: String
    /// The value; `nil` where the metric is undefined, as a correlation with a constant is.
    public let value: Double?
    /// The Monte-Carlo standard error, for modes with rollouts.
    public let standardError: Double?

    /// A measurement.
    public init(
      update: Int, split: String, mode: String, metric: String, value: Double?, standardError: Double? = nil
    ) {
      self.update = update
      self.split = split
      self.mode = mode
      self.metric = metric
      self.value = value
      self.standardError = standardError
    }
  }

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
    /// `input`, `forget`, `output`, `cell`, `hidden`, `cell_gradient` or `gradient`.
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
  }

  /// A score reached without learning.
  public struct FloorScore: Sendable, Hashable {
    /// The part of the data.
    public let split: String
    /// The rule that reaches it, such as `persistence`.
    public let mode: String
    /// The metric's name.
    public let metric: String
    /// The score.
    public let value: Double

    /// A floor.
    public init(split: String, mode: String, metric: String, value: Double) {
      self.split = split
      self.mode = mode
      self.metric = metric
      self.value = value
    }
  }

  /// Whether the final scores on a split, read in a mode, meet the task's own criterion.
  public struct Verdict: Sendable, Hashable {
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
  /// How it ended.
  public let status: Status
  /// Updates done.
  public let updates: Int
  /// The update whose scores are final; `nil` for a diverged run.
  public let selectedUpdate: Int?
  /// All measurements, by update, split, mode and metric.
  public let measurements: [Measurement]
  /// Scores without learning on this run's data.
  public let floors: [FloorScore]
  /// Whether the task counts as solved, by split and mode; empty where the task has no criterion.
  public let verdicts: [Verdict]
  /// Gate telemetry.
  public let gates: [GateStatistic]
  /// The certificate of a gradient rule; empty where none was made.
  public let certificate: [CertificateRow]
  /// What the run cost.
  public let timing: Timing

  /// A record.
  public init(
    run: String, status: Status, updates: Int, selectedUpdate: Int?, measurements: [Measurement],
    floors: [FloorScore] = [], verdicts: [Verdict] = [], gates: [GateStatistic] = [],
    certificate: [CertificateRow] = [], timing: Timing
  ) {
    self.run = run
    self.status = status
    self.updates = updates
    self.selectedUpdate = selectedUpdate
    self.measurements = measurements
    self.floors = floors
    self.verdicts = verdicts
    self.gates = gates
    self.certificate = certificate
    self.timing = timing
  }

  /// The final score of a metric: its measurement at the selected update, `nil` for a diverged run.
  public func finalScore(split: String, mode: String, metric: String) -> Measurement? {
    guard let selectedUpdate else { return nil }
    return measurements.last {
      $0.update == selectedUpdate && $0.split == split && $0.mode == mode && $0.metric == metric
    }
  }
}
