import Statistics
import Testing

@Suite struct ComparisonVerdictTests {
  @Test func theWordsAreThoseOfTheTables() {
    #expect(
      ComparisonVerdict.allCases.map(\.rawValue) == [
        "better", "worse", "equivalent", "better, but by less than δ", "worse, but by less than δ",
        "undecided",
        "exploratory",
      ])
  }

  /// All cases of the rule, and the level itself, which counts as shown.
  @Test(
    arguments: [
      (true, 0.05, false, "better"), (false, 0.05, false, "worse"), (nil, 0.05, false, "undecided"),
      (true, 0.0501, false, "undecided"), (true, nil, false, "undecided"), (true, 0.0501, true, "equivalent"),
      (nil, nil, true, "equivalent"), (true, 0.01, true, "better, but by less than δ"),
      (false, 0.01, true, "worse, but by less than δ"),
    ] as [(Bool?, Double?, Bool, String)])
  func theRule(isBetter: Bool?, p: Double?, isEquivalent: Bool, word: String) {
    #expect(
      ComparisonVerdict(isBetter: isBetter, adjustedPValue: p, isEquivalent: isEquivalent).rawValue == word)
  }

  /// An end on the border has not been rejected.
  @Test func theRegionIsOpen() {
    let region = EquivalenceRegion(delta: 1, comparisons: 1)
    #expect(region.contains(Interval(-0.99, 0.99)) && region.contains(Interval(0.5, 0.9)))
    #expect(!region.contains(Interval(-1, 0)) && !region.contains(Interval(0, 1)))
    #expect(!region.contains(.unbounded) && !region.contains(Interval(-0.99, 0.99), slack: 0.02))
  }

  @Test func familyIntervalsAreInversions() throws {
    for row in VerdictReference.familyIntervals {
      let test = SignFlipTest(
        differences: row.differences, comparisons: row.comparisons, key: key("family"))
      let interval = try #require(test.familyInterval)
      #expect(agree(interval.low, row.low, within: 1e-15), "\(row)")
      #expect(agree(interval.high, row.high, within: 1e-15), "\(row)")
    }
    #expect(SignFlipTest(differences: [1, 2], key: key("family")).familyInterval == nil)
  }

  /// The interval lies inside ±δ exactly if two one-sided tests at α/m both reject.
  @Test func equivalenceIsTwoOneSidedTests() throws {
    for row in VerdictReference.oneSidedTests {
      let test = SignFlipTest(
        differences: row.differences, comparisons: row.comparisons, key: key("one-sided"))
      let region = EquivalenceRegion(delta: row.delta, comparisons: row.comparisons)
      #expect(try region.contains(#require(test.familyInterval)) == row.isEquivalent, "\(row)")
    }
    #expect(Set(VerdictReference.oneSidedTests.map(\.isEquivalent)).count == 2)
  }

  @Test func replicatesThatWouldDecideAgreeWithSciPy() {
    for row in VerdictReference.needed {
      #expect(
        ReplicatesNeeded.toDecide(
          pairs: row.pairs, mean: row.mean, deviation: row.deviation, comparisons: row.comparisons,
          delta: row.delta) == row.replicates, "\(row)")
    }
    // No number shows a difference of 0, nor one that is too small for the limit.
    #expect(
      ReplicatesNeeded.toDecide(pairs: 6, mean: 0, deviation: 1, comparisons: 1, delta: nil) == nil)
    #expect(
      ReplicatesNeeded.toDecide(pairs: 6, mean: 0.001, deviation: 1, comparisons: 1, delta: nil) == nil)
    // Drawn patterns end at 1/100,000: beyond 5,000 comparisons only counted ones can be significant.
    #expect(
      ReplicatesNeeded.toDecide(pairs: 10, mean: 1, deviation: 0.1, comparisons: 9000, delta: nil) == 19)
    #expect(
      ReplicatesNeeded.toDecide(pairs: 10, mean: 0.1, deviation: 1, comparisons: 9000, delta: nil) == nil)
  }

  /// 2ⁿ⁻¹ ≥ 10 m.
  @Test func pairsThatBoundAreCounted() {
    let counts = [(1, 5), (2, 6), (3, 6), (4, 7), (9, 8), (10_000, 18)]
    for (comparisons, pairs) in counts {
      #expect(SignFlipTest.pairsToBound(comparisons: comparisons) == pairs)
      let ones = [Double](repeating: 1, count: pairs)
      let test = SignFlipTest(differences: ones, comparisons: comparisons, key: key("bound"))
      let fewer = SignFlipTest(
        differences: ones.dropLast(), comparisons: comparisons, key: key("bound"))
      #expect(test.familyInterval == Interval(1, 1) && fewer.familyInterval == .unbounded)
    }
    #expect(SignFlipTest.pairsToBound(comparisons: 52_429) == nil)
  }
}

/// Verdicts on whole families of comparisons.
@Suite struct PairedVerdictTests {
  private func compare(
    _ differences: [Double], delta: Double? = nil, comparisons: Int = 1, lowerIsBetter: Bool = true
  ) -> PairedComparison {
    PairedComparison(
      baseline: differences.map { _ in .value(10) }, candidate: differences.map { .value(10 + $0) },
      lowerIsBetter: lowerIsBetter,
      region: delta.map { EquivalenceRegion(delta: $0, comparisons: comparisons) }, key: key("verdict"))
  }

  private func verdict(_ comparison: PairedComparison) -> ComparisonVerdict? {
    PairedComparison.adjusted([comparison])[0].verdict
  }

  /// One candidate, six pairs: p = 2/64, and the 90 % interval of differences 0.1 … 0.6 lies from 0.15 to 0.55.
  @Test func aSingleCandidate() throws {
    let rising = (1...6).map { Double($0) / 10 }
    #expect(verdict(compare(rising)) == .worse)
    #expect(verdict(compare(rising, lowerIsBetter: false)) == .better)
    #expect(verdict(compare(rising.map { -$0 })) == .better)
    #expect(verdict(compare(rising, delta: 0.56)) == .slightlyWorse)
    #expect(verdict(compare(rising, delta: 0.5)) == .worse)
    #expect(verdict(compare(rising.map { -$0 }, delta: 0.56)) == .slightlyBetter)
    let interval = try #require(compare(rising, delta: 1).equivalenceInterval)
    // k = 2^5/10 + 1 = 4: the fourth smallest of 0.1, 0.15, 0.2 (twice), …, and its mirror image.
    #expect(agree(interval.low, 0.2) && agree(interval.high, 0.5))
    let mixed = [0.1, -0.1, 0.2, -0.2, 0.05, -0.05]
    #expect(verdict(compare(mixed)) == .undecided && verdict(compare(mixed, delta: 0.2)) == .equivalent)
    #expect(verdict(compare(mixed, delta: 0.05)) == .undecided)
  }

  /// A δ that equals the difference up to rounding is not more than it.
  @Test func roundingDecidesNothing() {
    let (baseline, candidate) = ([0.9, 0.92, 0.94, 0.8, 0.86, 0.7], [0.95, 0.97, 0.99, 0.85, 0.91, 0.75])
    for (delta, word) in [(0.05, ComparisonVerdict.better), (0.0500001, .slightlyBetter)] {
      let comparison = PairedComparison(
        baseline: baseline.map { Outcome($0) }, candidate: candidate.map { Outcome($0) },
        lowerIsBetter: false,
        region: EquivalenceRegion(delta: delta, comparisons: 1), key: key("rounding"))
      #expect(verdict(comparison) == word)
    }
  }

  /// Below five pairs nothing is equivalent, below six nothing different.
  @Test(arguments: 1...6) func fewPairs(pairs: Int) {
    let same = compare([Double](repeating: 0, count: pairs), delta: 1)
    #expect(verdict(same) == (pairs < 5 ? .undecided : .equivalent))
    let apart = compare([Double](repeating: 2, count: pairs), delta: 1)
    #expect(verdict(apart) == (pairs < 6 ? .undecided : .worse))
    #expect((same.fields[18] == "") == (pairs < 5) && same.fields[17] == "1")
    let undecided = PairedComparison.adjusted([apart])[0]
    #expect(undecided.replicatesNeeded == (pairs < 2 || pairs > 5 ? nil : 6))
  }

  /// A divergence is ranked, so that it can be worse; it has no interval, and is never equivalent.
  @Test func divergedRuns() {
    let good = [Outcome](repeating: .value(1), count: 6)
    let bad = (1...5).map { Outcome(1 + Double($0)) } + [.diverged]
    for (base, candidate, word) in [(good, bad, ComparisonVerdict.worse), (bad, good, .better)] {
      let comparison = PairedComparison(
        baseline: base, candidate: candidate, lowerIsBetter: true,
        region: EquivalenceRegion(delta: 100, comparisons: 1), key: key("diverged"))
      #expect(verdict(comparison) == word && comparison.equivalenceInterval == nil)
      #expect(comparison.wins?.share == (word == .better ? 1 : 0) && comparison.wins?.ties == 0)
    }
    let infinite = PairedComparison(
      baseline: good, candidate: good.dropLast() + [.value(.infinity)], lowerIsBetter: true,
      region: EquivalenceRegion(delta: 100, comparisons: 1), key: key("diverged"))
    #expect(verdict(infinite) == .undecided && infinite.wins?.ties == 5)
    #expect(PairedComparison.adjusted([infinite])[0].replicatesNeeded == nil)
  }

  @Test func undefinedScores() {
    let comparison = PairedComparison(
      baseline: [.value(1), .value(1)], candidate: [.value(1), .undefined], lowerIsBetter: true,
      region: EquivalenceRegion(delta: 100, comparisons: 1), key: key("undefined"))
    #expect(verdict(comparison) == .undecided && comparison.wins == nil)
  }

  @Test func winsAgreeWithSciPy() {
    for row in VerdictReference.wins {
      let comparison = compare(
        (0..<row.decided).map { $0 < row.better ? -1 : 1 } + [0, 0, 0], lowerIsBetter: true)
      #expect(comparison.wins?.share == Double(row.better) / Double(row.decided))
      #expect(comparison.wins?.ties == 3)
      #expect(agree(comparison.wins?.interval?.low, row.low, within: 1e-8))
      #expect(agree(comparison.wins?.interval?.high, row.high, within: 1e-8))
    }
    let tied = compare([0, 0]).wins
    #expect(tied?.share == nil && tied?.interval == nil && tied?.ties == 2)
    // 0.95 − 0.9 and 0.97 − 0.92 differ from 0.05 by rounding, 0.3 − 0.2 from 0.2 − 0.1.
    #expect(
      PairedComparison(
        baseline: [0.2, 0.1].map(Outcome.init), candidate: [0.3 - 0.1, 0.1].map(Outcome.init),
        lowerIsBetter: true, key: key("ties")
      ).wins?.ties == 2)
  }

  /// With two candidates p is doubled, and the interval is that of 95 %: what is shown alone is not shown in a family.
  @Test func aFamilyShowsLess() {
    let rising = (1...6).map { Double($0) / 10 }
    let family = PairedComparison.adjusted([compare(rising), compare(rising.map { -$0 })])
    #expect(family.map(\.verdict) == [.undecided, .undecided])
    #expect(family.map(\.replicatesNeeded) == [7, 7])
    let mixed = [0.1, -0.1, 0.2, -0.2, 0.05, -0.05]
    #expect(compare(mixed, delta: 0.15, comparisons: 1).isShownEquivalent)
    #expect(!compare(mixed, delta: 0.15, comparisons: 3).isShownEquivalent)
  }

  @Test func otherMetricsAreExploratory() {
    #expect(compare([1, 1, 1, 1, 1, 1]).explored.verdict == .exploratory)
  }

  /// A row of the table is read back with what it showed.
  @Test func rowsAreReadBack() {
    let comparison = PairedComparison.adjusted([
      compare([0.1, -0.1, 0.2, -0.2, 0.05, -0.06], delta: 0.05)
    ])[0]
    let cells = Dictionary(
      uniqueKeysWithValues: zip(PairedComparison.columns.map(\.name), comparison.fields))
    let read = PairedComparison { cells[$0] ?? "" }
    #expect(read.fields == comparison.fields && read.verdict == .undecided && read.replicatesNeeded != nil)
    // Tables of earlier versions say less.
    let old = PairedComparison {
      PairedComparison.columns.map(\.name).prefix(12).contains($0) ? cells[$0]! : ""
    }
    #expect(old.verdict == nil && old.wins == nil && old.fields.prefix(12) == comparison.fields.prefix(12))
  }
}

extension PairedComparison {
  fileprivate var isShownEquivalent: Bool {
    Self.adjusted([self])[0].verdict.map {
      $0 == .equivalent || $0 == .slightlyWorse || $0 == .slightlyBetter
    }
      ?? false
  }
}
