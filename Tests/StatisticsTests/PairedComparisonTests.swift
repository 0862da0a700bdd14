import Statistics
import Testing

@Suite struct PairedComparisonTests {
  private func compare(
    _ baseline: [Outcome], _ candidate: [Outcome], lowerIsBetter: Bool = true
  ) -> PairedComparison {
    PairedComparison(
      baseline: baseline, candidate: candidate, lowerIsBetter: lowerIsBetter, key: key("comparison"))
  }

  @Test func columnsAreThoseOfTheTable() {
    #expect(
      PairedComparison.columns.map(\.name).joined(separator: ",")
        == "n_pairs,n_diverged,n_undefined,mean_difference,ci95_low,ci95_high,median_difference,p_value,p_holm,effect_size,"
        + "pair_correlation,mde80,verdict,p_better,p_better_low,p_better_high,ties,equivalence,equivalence_low,equivalence_high,n_to_decide"
    )
  }

  @Test func everyFigureAgreesWithItsFormula() throws {
    let comparison = compare(Reference.baseline.map(Outcome.init), Reference.measured.map(Outcome.init))
    let differences = Moments(zip(Reference.measured, Reference.baseline).map { $0 - $1 })
    #expect(comparison.pairs == 10 && comparison.diverged == 0)
    #expect(agree(comparison.meanDifference, -0.31))
    #expect(agree(comparison.medianDifference, -0.38))
    #expect(comparison.pValue == Reference.pairedPValue && comparison.adjustedPValue == nil)
    #expect(agree(comparison.pairCorrelation, Reference.correlation))
    #expect(agree(comparison.effectSize, pairedEffectSize(differences)!))
    let interval = try #require(comparison.interval)
    #expect(interval.contains(-0.31) && !interval.contains(0) && interval.low > -0.66 && interval.high < 0.07)
    #expect(comparison.fields.count == PairedComparison.columns.count)
    #expect(comparison.fields[8] == "")
  }

  @Test func divergedPairsCountAgainstTheirSide() {
    let good = [Outcome](repeating: .value(1), count: 6)
    let worse = (1...5).map { Outcome(1 + Double($0)) } + [.diverged]
    let comparison = compare(good, worse)
    #expect(comparison.fields[..<12] == ["6", "1", "0", "", "", "", "3.5", "0.03125", "", "", "", ""])
    // The same runs under a metric of which more is better: the first five now speak for the candidate.
    let mixed = compare(good, worse, lowerIsBetter: false)
    // Ranks 1 … 5 for, 6 against: T = 9, and 28 of the 64 sums of ±1 … ±6 are at least as far from 0.
    #expect(mixed.pValue == Self.share(of: [1, 2, 3, 4, 5, 6], atLeast: 9))
    #expect(mixed.medianDifference == 2.5)
  }

  /// The share of all signed sums of `ranks` that are at least `distance` from 0.
  private static func share(of ranks: [Int], atLeast distance: Int) -> Double {
    var sums = [0]
    for rank in ranks { sums = sums.flatMap { [$0 - rank, $0 + rank] } }
    return Double(sums.count { abs($0) >= distance }) / Double(sums.count)
  }

  @Test func bothDivergedIsNoDifference() {
    let comparison = compare([.diverged, .value(1)], [.diverged, .value(1)])
    #expect(comparison.fields[..<12] == ["2", "1", "0", "", "", "", "0", "1", "", "", "", ""])
    #expect(compare([.diverged], [.value(1)]).medianDifference == nil)
  }

  @Test func equalDifferencesHaveNoSpreadWhateverTheRounding() {
    let baseline = [0.9, 0.92, 0.94, 0.8, 0.86, 0.7], candidate = [0.95, 0.97, 0.99, 0.85, 0.91, 0.75]
    let comparison = compare(baseline.map(Outcome.init), candidate.map(Outcome.init))
    #expect(comparison.effectSize == nil && comparison.detectableDifference == 0)
    #expect(comparison.pValue == 2.0 / 64)
    #expect(comparison.fields[3...5] == ["0.05", "0.05", "0.05"])
  }

  @Test func canceledDifferencesAreZero() {
    // 0.3 − 0.2 and 0.1 − 0.2 cancel but for rounding.
    let comparison = compare([0.2, 0.2].map(Outcome.init), [0.3, 0.1].map(Outcome.init))
    #expect(comparison.fields[0...7] == ["2", "0", "0", "0", "", "", "0", "1"])
  }

  @Test func noPairsLeaveEverythingOut() {
    #expect(compare([], []).fields == ["0", "0", "0"] + [String](repeating: "", count: 18))
  }

  /// A correlation with a constant, in one pair or in all: no mean, no interval, and above all no p.
  @Test(arguments: [1, 6]) func undefinedPairsLeaveEverythingOut(count: Int) {
    let base = [Outcome](repeating: .value(0.9), count: 6)
    let candidate = [Outcome](repeating: .undefined, count: count) + base.dropFirst(count)
    for (one, other) in [(base, candidate), (candidate, base)] {
      #expect(
        compare(one, other, lowerIsBetter: false).fields
          == ["6", "0", String(count)] + [String](repeating: "", count: 18))
    }
    #expect(compare([.undefined, .diverged], [.diverged, .undefined]).fields[0...3] == ["2", "2", "2", ""])
  }

  /// What has no p makes no other p smaller.
  @Test func undefinedComparisonsStayInTheFamily() {
    let base = [Outcome](repeating: .value(0), count: 6)
    let clear = compare(base, (1...6).map { Outcome(Double($0)) })
    let undefined = compare(base, [Outcome](repeating: .undefined, count: 6))
    let family = PairedComparison.adjusted([undefined, clear, compare([], [])])
    let adjusted: [Double?] = [nil, 4.0 / 64, nil]
    #expect(family.map(\.adjustedPValue) == adjusted)
  }

  /// An infinite error is worse than every finite one, and as bad as another and as a divergence.
  @Test func infiniteScoresAreRanked() {
    let base = [Outcome](repeating: .value(1), count: 6)
    let infinite = compare(base, (1...5).map { Outcome(1 + Double($0)) } + [.value(.infinity)])
    let diverged = compare(base, (1...5).map { Outcome(1 + Double($0)) } + [.diverged])
    #expect(infinite.fields[3...] == diverged.fields[3...] && infinite.diverged == 0)
    #expect(
      compare([.value(.infinity)], [.value(.infinity)]).fields
        == compare([.diverged], [.value(.infinity)])
        .fields.enumerated().map { $0.offset == 1 ? "0" : $0.element })
  }

  /// A common factor changes no p, and every difference by itself, also where squares leave Float64.
  @Test(arguments: [0x1p510, 0x1p1000, 0x1p1019]) func enormousScoresAreNumbers(power: Double) {
    let (base, candidate) = ([1.0, 2, 4, 3, 1.5, 2.5], [1.5, 3, 4.5, 3.25, 2.25, 3.5])
    let small = compare(base.map(Outcome.init), candidate.map(Outcome.init))
    let large = compare(base.map { Outcome($0 * power) }, candidate.map { Outcome($0 * power) })
    #expect(large.pValue == small.pValue && large.effectSize == small.effectSize)
    #expect(large.pairCorrelation == small.pairCorrelation)
    #expect(large.meanDifference == small.meanDifference.map { $0 * power })
    #expect(large.medianDifference == small.medianDifference.map { $0 * power })
    #expect(large.detectableDifference == small.detectableDifference.map { $0 * power })
    #expect(large.interval?.low == small.interval.map { $0.low * power })
  }

  /// One pair, and pairs that are all equal: no spread to speak of, and no p below 1.
  @Test func onePairAndEqualPairs() {
    #expect(
      compare([.value(2)], [.value(3)]).fields[..<12]
        == ["1", "0", "0", "1", "", "", "1", "1", "", "", "", ""])
    let same = [Outcome](repeating: .value(0.1), count: 7)
    #expect(
      compare(same, same).fields
        == ["7", "0", "0", "0", "0", "0", "0", "1", "", "", "", "0", "", "", "", "", "7", "", "", "", ""])
  }

  @Test func holmCoversTheFamily() {
    let base = [Outcome](repeating: .value(0), count: 6)
    let clear = compare(base, (1...6).map { Outcome(Double($0)) })
    let none = compare(base, [1, -1, 2, -2, 3, -3].map(Outcome.init))
    let family = PairedComparison.adjusted([none, clear])
    let adjusted: [Double?] = [1, 4.0 / 64]
    #expect(family.map(\.adjustedPValue) == adjusted)
    #expect(family[1].fields[8] == "0.0625")
  }
}
