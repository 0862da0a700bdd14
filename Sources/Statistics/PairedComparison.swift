public import RandomStreams

/// One candidate against the baseline on one metric, replicate by replicate: a row of `comparisons.csv`.
///
/// The two runs of a pair share weights, data and noise, so differences (candidate − baseline) are what is compared.
/// Nothing is dropped: with a diverged run in any pair, the mean difference and what rests on it are absent, and the
/// sign-flip test runs on signed ranks in which a pair with one diverged run has the largest difference, against the
/// side that diverged; a pair in which both diverged has difference 0. Infinite scores count like that too, on their own
/// side. With an undefined score in any pair there is nothing to rank: every figure is absent, and no p is made.
public struct PairedComparison: Sendable, Hashable {
  /// Number of pairs n, diverged ones included.
  public let pairs: Int
  /// Pairs in which at least one run diverged.
  public let diverged: Int
  /// Pairs in which the score of at least one run is undefined.
  public let undefined: Int
  /// Mean of the differences.
  public let meanDifference: Double?
  /// The sign-flip test's 95 % interval of the difference; unbounded below six pairs.
  public let interval: Interval?
  /// Median of the differences; `nil` where it falls on a pair with one diverged run.
  public let medianDifference: Double?
  /// The two-sided p-value of the sign-flip test; `nil` without pairs, or with an undefined one.
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
    pairs = baseline.count
    diverged = zip(baseline, candidate).count { $0 == .diverged || $1 == .diverged }
    undefined = zip(baseline, candidate).count { $0 == .undefined || $1 == .undefined }
    let scale = Outcome.scale(baseline + candidate)
    let figures =
      pairs == 0 || undefined > 0
      ? nil
      : Figures(
        baseline.map { $0.scaled(by: scale) }, candidate.map { $0.scaled(by: scale) },
        lowerIsBetter: lowerIsBetter, key: key)
    let moments = figures?.moments
    meanDifference = moments?.mean.map { $0 / scale }
    interval = figures?.interval?.scaled(by: 1 / scale)
    medianDifference = figures?.median.map { $0 / scale }
    pValue = figures?.pValue
    effectSize = moments.flatMap(pairedEffectSize)
    pairCorrelation = figures?.correlation
    detectableDifference = moments.flatMap(StudentT.detectableDifference).map { $0 / scale }
  }

  /// What is worked out of pairs without undefined scores, in units in which squares do not overflow.
  private struct Figures {
    let median: Double?
    let pValue: Double
    let interval: Interval?
    let moments: Moments?
    let correlation: Double?

    init(_ baseline: [Outcome], _ candidate: [Outcome], lowerIsBetter: Bool, key: StreamKey) {
      let differences = zip(baseline, candidate).map { base, other in
        let (base, other) = (
          base.ranked(lowerIsBetter: lowerIsBetter), other.ranked(lowerIsBetter: lowerIsBetter)
        )
        return base == other ? 0 : other - base
      }
      let scales = zip(baseline, candidate).map { base, other in
        [base, other].reduce(0) { $1.isFinite ? $0 + abs($1.value ?? 0) : $0 }
      }
      median = PairedComparison.median(differences, scales: scales)
      guard zip(baseline, candidate).allSatisfy({ $0.isFinite && $1.isFinite }) else {
        pValue = SignFlipTest(differences: signedRanks(differences, scales: scales), key: key).pValue
        (interval, moments, correlation) = (nil, nil, nil)
        return
      }
      let test = SignFlipTest(differences: differences, scales: scales, key: key)
      (pValue, interval) = (test.pValue, test.interval)
      moments = PairedComparison.moments(differences, scales: scales)
      correlation = Statistics.pairCorrelation(baseline.compactMap(\.value), candidate.compactMap(\.value))
    }
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
  /// In the tables the family is every candidate at every value of the other axes, on the declared `compare.metric`. A
  /// comparison with undefined scores has no p but counts among its family, so that an undefined score makes no other
  /// comparison easier; one without pairs does not.
  public static func adjusted(_ family: [PairedComparison]) -> [PairedComparison] {
    let size = family.count { $0.pairs > 0 }
    return zip(family, holm(family.map(\.pValue), size: size)).map { comparison, adjusted in
      var comparison = comparison
      comparison.adjustedPValue = adjusted
      return comparison
    }
  }

  /// The columns of `comparisons.csv` that tell of the differences, in their order.
  public static let columns: [StatisticColumn<PairedComparison>] = [
    .init(count: "n_pairs", "Pairs of replicates, diverged ones included.") { $0.pairs },
    .init(count: "n_diverged", "Pairs in which at least one run diverged.") { $0.diverged },
    .init(
      count: "n_undefined",
      "Pairs in which the score of at least one run is undefined; with any, all further figures are empty."
    ) { $0.undefined },
    .init("mean_difference", "Mean of candidate minus baseline; empty if any run diverged or is infinite.") {
      $0.meanDifference
    },
    .init(
      "ci95_low",
      "Lower end of the 95 % interval that inverts the sign-flip test; empty where mean_difference is, and where "
        + "fewer than six pairs give no bound."
    ) { $0.interval?.low },
    .init("ci95_high", "Upper end of that interval; empty in the same cases.") { $0.interval?.high },
    .init(
      "median_difference",
      "Median of candidate minus baseline, a diverged run being the worst; empty if it falls on one."
    ) { $0.medianDifference },
    .init(
      "p_value",
      "Two-sided sign-flip test on the differences, or on their signed ranks if any run diverged or is infinite, in which differences of 0 "
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
