/// What the replicates of one cell came to on one metric: a row of `summary.csv`.
///
/// Nothing is dropped. With a diverged replicate the mean, its errors and its interval are absent, and the median,
/// minimum and maximum take it as the worst outcome: they are absent where they fall on it.
public struct Summary: Sendable, Hashable {
  /// Number of replicates, diverged ones included.
  public let count: Int
  /// Number of diverged replicates.
  public let diverged: Int
  /// Mean, standard deviation and standard error; `nil` with a diverged replicate.
  public let moments: Moments?
  /// The t interval of the mean at 95 %.
  public let interval: Interval?
  /// The median.
  public let median: Double?
  /// The smallest value.
  public let minimum: Double?
  /// The largest value.
  public let maximum: Double?
  /// Replicates that meet the task's own criterion; `nil` where it has none.
  public let solved: Int?

  /// Summarizes the replicates of one cell.
  ///
  /// - Parameters:
  ///   - outcomes: one per replicate, in their order.
  ///   - lowerIsBetter: whether smaller values of the metric are better, hence on which side a divergence lies.
  ///   - solved: how many replicates meet the task's criterion, where it has one.
  public init(_ outcomes: [Outcome], lowerIsBetter: Bool, solved: Int? = nil) {
    precondition((0...outcomes.count).contains(solved ?? 0), "there are as many solved runs as runs at most")
    let values = outcomes.compactMap(\.value)
    let ranked = outcomes.map { $0.ranked(lowerIsBetter: lowerIsBetter) }
    count = outcomes.count
    diverged = outcomes.count - values.count
    moments = diverged == 0 ? Moments(values) : nil
    interval = moments.flatMap(StudentT.interval)
    median = quantile(ranked, 0.5).finite
    minimum = ranked.min().finite
    maximum = ranked.max().finite
    self.solved = solved
  }

  /// The Clopper–Pearson interval of the solve rate at 95 %; `nil` where the task has no criterion.
  public var solveRateInterval: Interval? {
    solved.flatMap { clopperPearson(successes: $0, of: count) }
  }

  /// Whether some replicates solve the task and others do not.
  ///
  /// Such outcomes have two modes, and neither the mean nor its t interval describes them: read ``solved``,
  /// ``solveRateInterval`` and the median instead.
  public var isBimodal: Bool { solved.map { (1..<max(count, 1)).contains($0) } ?? false }
}

extension Summary {
  /// The columns of `summary.csv` that tell of the replicates, in their order.
  public static let columns: [StatisticColumn<Summary>] = [
    .init(count: "n", "Replicates, diverged ones included.") { $0.count },
    .init(count: "n_diverged", "Replicates that diverged.") { $0.diverged },
    .init("mean", "Mean over replicates; empty if any diverged.") { $0.moments?.mean },
    .init("sd", "Standard deviation over replicates, divisor n - 1; empty if any diverged.") {
      $0.moments?.standardDeviation
    },
    .init("sem", "Standard error of the mean, sd / sqrt(n); empty if any diverged.") {
      $0.moments?.standardError
    },
    .init("ci95_low", "Lower end of the 95 % t interval of the mean; empty if any diverged.") {
      $0.interval?.low
    },
    .init("ci95_high", "Upper end of the 95 % t interval of the mean; empty if any diverged.") {
      $0.interval?.high
    },
    .init("median", "Median, diverged replicates being the worst; empty if it falls on one.") { $0.median },
    .init("min", "Smallest value; empty if that is a diverged replicate.") { $0.minimum },
    .init("max", "Largest value; empty if that is a diverged replicate.") { $0.maximum },
    .init(count: "solved", "Replicates that meet the task's own criterion; empty where the task has none.") {
      $0.solved
    },
  ]

  /// The row's cells under ``columns``, as text.
  public var fields: [String] { Self.columns.map { $0.text(self) } }
}

extension Double? {
  /// The value where it is a finite number.
  var finite: Double? { self?.isFinite == true ? self : nil }
}
