/// What the replicates of one cell came to on one metric: a row of `summary.csv`.
///
/// Nothing is dropped. With a replicate that diverged, or whose score is infinite, the mean, its errors and its interval
/// are absent, and the median, minimum and maximum take it by its rank, a divergence as the worst: they are absent where
/// they fall on it. With an undefined score, which has no rank, all of these are absent.
public struct Summary: Sendable, Hashable {
  /// Number of replicates, diverged ones included.
  public let count: Int
  /// Number of diverged replicates.
  public let diverged: Int
  /// Number of replicates whose score is undefined.
  public let undefined: Int
  /// Mean, standard deviation and standard error; `nil` unless every score is a finite number.
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
    count = outcomes.count
    diverged = outcomes.count { $0 == .diverged }
    undefined = outcomes.count { $0 == .undefined }
    let scale = Outcome.scale(outcomes)
    moments =
      outcomes.allSatisfy(\.isFinite)
      ? Moments(outcomes.compactMap { $0.scaled(by: scale).value }).scaled(by: 1 / scale) : nil
    interval = moments.flatMap(StudentT.interval)
    let ranked = undefined > 0 ? [] : outcomes.map { $0.ranked(lowerIsBetter: lowerIsBetter) }
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
    .init(
      count: "n_undefined",
      "Replicates whose score is undefined; with any, all figures from mean to max are empty."
    ) { $0.undefined },
    .init("mean", "Mean over replicates; empty if any diverged or is infinite.") { $0.moments?.mean },
    .init("sd", "Standard deviation over replicates, divisor n - 1; empty where mean is.") {
      $0.moments?.standardDeviation
    },
    .init("sem", "Standard error of the mean, sd / sqrt(n); empty where mean is.") {
      $0.moments?.standardError
    },
    .init("ci95_low", "Lower end of the 95 % t interval of the mean; empty where mean is.") {
      $0.interval?.low
    },
    .init("ci95_high", "Upper end of the 95 % t interval of the mean; empty where mean is.") {
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
