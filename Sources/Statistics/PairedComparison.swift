public import RandomStreams

/// One candidate against the baseline on one metric, replicate by replicate: a row of `comparisons.csv`.
///
/// The two runs of a pair share weights, data and noise, so differences (candidate − baseline) are what is compared.
/// Nothing is dropped: with a diverged run in any pair, the mean difference and what rests on it are absent, and the
/// sign-flip test runs on signed ranks in which a pair with one diverged run has the largest difference, against the
/// side that diverged; a pair in which both diverged has difference 0.
public struct PairedComparison: Sendable, Hashable {
  /// Number of pairs n, diverged ones included.
  public let pairs: Int
  /// Pairs in which at least one run diverged.
  public let diverged: Int
  /// Mean of the differences.
  public let meanDifference: Double?
  /// The sign-flip test's 95 % interval of the difference; unbounded below six pairs.
  public let interval: Interval?
  /// Median of the differences; `nil` where it falls on a pair with one diverged run.
  public let medianDifference: Double?
  /// The two-sided p-value of the sign-flip test; `nil` without pairs.
  public let pValue: Double?
  /// ``pValue`` adjusted for its family, where it belongs to one: see ``adjusted(_:)``.
  public internal(set) var adjustedPValue: Double?
  /// d_z with Hedges' correction.
  public let effectSize: Double?
  /// Pearson's correlation between the two sides.
  public let pairCorrelation: Double?
  /// The difference that n pairs of this spread detect with 80 % power at 5 %.
  public let detectableDifference: Double?

  /// Compares two policies over their common replicates.
  ///
  /// - Parameters:
  ///   - baseline: one outcome per replicate, in their order.
  ///   - candidate: the outcomes of the same replicates.
  ///   - lowerIsBetter: whether smaller values of the metric are better.
  ///   - key: addresses the sign patterns drawn beyond 20 pairs.
  public init(baseline: [Outcome], candidate: [Outcome], lowerIsBetter: Bool, key: StreamKey) {
    precondition(baseline.count == candidate.count, "runs are compared in pairs")
    let differences = zip(baseline, candidate).map { base, other in
      base == other
        ? 0 : other.ranked(lowerIsBetter: lowerIsBetter) - base.ranked(lowerIsBetter: lowerIsBetter)
    }
    let scales = zip(baseline, candidate).map { abs($0.value ?? 0) + abs($1.value ?? 0) }
    pairs = baseline.count
    diverged = zip(baseline, candidate).count { $0 == .diverged || $1 == .diverged }
    medianDifference = Self.median(differences, scales: scales)

    let isComplete = diverged == 0
    let test: SignFlipTest? =
      pairs == 0
      ? nil
      : isComplete
        ? SignFlipTest(differences: differences, scales: scales, key: key)
        : SignFlipTest(differences: signedRanks(differences, scales: scales), key: key)
    pValue = test?.pValue
    interval = isComplete ? test?.interval : nil

    let moments = isComplete ? Self.moments(differences, scales: scales) : nil
    meanDifference = moments?.mean
    effectSize = moments.flatMap(pairedEffectSize)
    detectableDifference = moments.flatMap(StudentT.detectableDifference)
    pairCorrelation =
      isComplete
      ? Statistics.pairCorrelation(baseline.compactMap(\.value), candidate.compactMap(\.value)) : nil
  }

  /// The median where it is finite; 0 where it is within rounding of 0.
  private static func median(_ differences: [Double], scales: [Double]) -> Double? {
    guard let median = quantile(differences, 0.5).finite, let scale = quantile(scales, 0.5) else {
      return nil
    }
    return abs(median) <= RoundingSlack.of(scale, pairs: scales.count) ? 0 : median
  }

  /// The differences' moments; a sum within rounding of 0 is 0, and differences that are equal up to rounding have
  /// no spread.
  private static func moments(_ differences: [Double], scales: [Double]) -> Moments {
    let slack = RoundingSlack.of(scales: scales)
    let moments = Moments(differences)
    guard let first = differences.first, let mean = moments.mean else { return moments }
    let isZero = abs(mean) * Double(differences.count) <= compensatedSum(slack)
    let areEqual = zip(differences, slack).allSatisfy { abs($0 - first) <= $1 + slack[0] }
    return Moments(
      count: moments.count, mean: isZero ? 0 : mean,
      standardDeviation: areEqual ? moments.standardDeviation.map { _ in 0 } : moments.standardDeviation)
  }
}

extension PairedComparison {
  /// The same comparisons with Holm's adjustment over all of them as one family.
  ///
  /// In the tables the family is every candidate at every value of the other axes, on the declared `compare.metric`.
  public static func adjusted(_ family: [PairedComparison]) -> [PairedComparison] {
    zip(family, holm(family.map(\.pValue))).map { comparison, adjusted in
      var comparison = comparison
      comparison.adjustedPValue = adjusted
      return comparison
    }
  }

  /// The columns of `comparisons.csv` that tell of the differences, in their order.
  public static let columns: [StatisticColumn<PairedComparison>] = [
    .init(count: "n_pairs", "Pairs of replicates, diverged ones included.") { $0.pairs },
    .init(count: "n_diverged", "Pairs in which at least one run diverged.") { $0.diverged },
    .init("mean_difference", "Mean of candidate minus baseline; empty if any run diverged.") {
      $0.meanDifference
    },
    .init(
      "ci95_low",
      "Lower end of the 95 % interval that inverts the sign-flip test; empty if any run diverged, and where "
        + "fewer than six pairs give no bound."
    ) { $0.interval?.low },
    .init("ci95_high", "Upper end of that interval; empty in the same cases.") { $0.interval?.high },
    .init(
      "median_difference",
      "Median of candidate minus baseline, a diverged run being the worst; empty if it falls on one."
    ) { $0.medianDifference },
    .init(
      "p_value",
      "Two-sided sign-flip test on the differences, or on their signed ranks if any run diverged, in which differences of 0 "
        + "keep their ranks (Pratt 1959). It tests exchangeability of the two sides."
    ) { $0.pValue },
    .init("p_holm", "p_value after Holm's adjustment over all rows of the declared metric.") {
      $0.adjustedPValue
    },
    .init(
      "effect_size",
      "Mean difference over the differences' standard deviation (d_z), with Hedges' correction."
    ) { $0.effectSize },
    .init("pair_correlation", "Pearson's correlation between baseline and candidate over replicates.") {
      $0.pairCorrelation
    },
    .init(
      "mde80", "Smallest true difference that this many pairs of this spread detect with 80 % power at 5 %."
    ) { $0.detectableDifference },
  ]

  /// The row's cells under ``columns``, as text.
  public var fields: [String] { Self.columns.map { $0.text(self) } }
}
