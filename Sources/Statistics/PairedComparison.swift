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
  /// In how many pairs each side has the better score; `nil` without pairs, or with an undefined one.
  public let wins: PairedWins?
  /// δ of the declared region of equivalence; `nil` where none is declared for this metric, or none can be told.
  public let equivalence: Double?
  /// The 100·(1 − 2α/m) % interval that has to lie inside ±δ; `nil` without δ or a mean difference.
  public let equivalenceInterval: Interval?
  /// What is shown: see ``adjusted(_:)``; `nil` before that is asked, and in tables of earlier versions.
  public internal(set) var verdict: ComparisonVerdict?
  /// Replicates with which an undecided comparison would be decided, by ``ReplicatesNeeded``.
  public internal(set) var replicatesNeeded: Int?
  /// Whether the differences speak for the candidate; `nil` where they speak for neither side.
  let isBetter: Bool?
  /// Whether the difference is shown to be less than δ.
  let isEquivalent: Bool
  /// Standard deviation of the differences.
  let deviation: Double?

  /// Compares two policies over their common replicates.
  ///
  /// - Parameters:
  ///   - baseline: one outcome per replicate, in their order.
  ///   - candidate: the outcomes of the same replicates.
  ///   - lowerIsBetter: whether smaller values of the metric are better.
  ///   - region: differences that do not matter, where they are declared.
  ///   - key: addresses the sign patterns drawn beyond 20 pairs.
  public init(
    baseline: [Outcome], candidate: [Outcome], lowerIsBetter: Bool, region: EquivalenceRegion? = nil,
    key: StreamKey
  ) {
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
        lowerIsBetter: lowerIsBetter, comparisons: region?.comparisons, key: key)
    let moments = figures?.moments
    meanDifference = moments?.mean.map { $0 / scale }
    interval = figures?.interval?.scaled(by: 1 / scale)
    medianDifference = figures?.median.map { $0 / scale }
    pValue = figures?.pValue
    effectSize = moments.flatMap(pairedEffectSize)
    pairCorrelation = figures?.correlation
    detectableDifference = moments.flatMap(StudentT.detectableDifference).map { $0 / scale }
    wins = figures?.wins
    equivalence = region?.delta
    equivalenceInterval = figures?.familyInterval?.scaled(by: 1 / scale)
    isBetter = figures.flatMap { $0.sign == 0 ? nil : ($0.sign < 0) == lowerIsBetter }
    isEquivalent =
      if let region, let interval = equivalenceInterval {
        region.contains(interval, slack: (figures?.slack ?? 0) / scale)
      } else { false }
    deviation = moments?.standardDeviation.map { $0 / scale }
  }

  /// What is worked out of pairs without undefined scores, in units in which squares do not overflow.
  private struct Figures {
    let median: Double?
    let pValue: Double
    let interval: Interval?
    let familyInterval: Interval?
    let moments: Moments?
    let correlation: Double?
    let wins: PairedWins
    /// The side that the test's differences or ranks speak for.
    let sign: Int
    /// How far rounding may have moved an end of an interval.
    let slack: Double

    init(
      _ baseline: [Outcome], _ candidate: [Outcome], lowerIsBetter: Bool, comparisons: Int?, key: StreamKey
    ) {
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
      wins = PairedWins(differences, scales: scales, lowerIsBetter: lowerIsBetter)
      slack = RoundingSlack.of(scales: scales).max() ?? 0
      guard zip(baseline, candidate).allSatisfy({ $0.isFinite && $1.isFinite }) else {
        let test = SignFlipTest(differences: signedRanks(differences, scales: scales), key: key)
        (pValue, sign) = (test.pValue, test.sign)
        (interval, familyInterval, moments, correlation) = (nil, nil, nil, nil)
        return
      }
      let test = SignFlipTest(
        differences: differences, scales: scales, comparisons: comparisons, key: key)
      (pValue, sign) = (test.pValue, test.sign)
      (interval, familyInterval) = (test.interval, test.familyInterval)
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
