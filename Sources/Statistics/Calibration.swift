public import RandomStreams

/// How often the comparison of two policies finds a difference where there is none, and one where there is.
///
/// In an A/A comparison both sides are runs of one policy that differ in draws alone, so that every difference found is a false positive.
/// A sweep is as many of them at once as an experiment makes, with p-values adjusted over all of them by Holm.
///
/// - *false positives*: p ≤ 0.05 of single comparisons. Where differences are continuous their rate is
///   ``SignFlipTest/attainableSize(pairs:)``, and ties lower it.
/// - *sweeps*: sweeps with some Holm-adjusted p ≤ 0.05, at most 0.05 of them.
/// - *coverage*: intervals of the difference that contain 0: the other side of the false positives, where no run diverged.
/// - *mean coverage*: t intervals of a side's mean that contain the mean of all its runs. They promise 0.95 for normal scores alone.
/// - *power*: comparisons that find an effect which is added to one side: a multiple of (t_{.975,n−1} + t_{.80,n−1})·σ_d/√n, with σ_d²
///   the mean square of all differences: of what `mde80` estimates from n pairs.
public struct Calibration: Sendable, Hashable {
  /// How many of some trials were hits.
  public struct Rate: Sendable, Hashable {
    /// Hits.
    public var hits = 0
    /// Trials.
    public var trials = 0

    /// No trials yet.
    public init() {}

    /// The share of hits; `nil` without trials.
    public var value: Double? { trials > 0 ? Double(hits) / Double(trials) : nil }
    /// The Clopper–Pearson interval at 95 %, for independent trials.
    public var interval: Interval? { clopperPearson(successes: hits, of: trials) }

    mutating func add(_ isHit: Bool) {
      trials += 1
      if isHit { hits += 1 }
    }
  }

  /// One cell's part of a sweep: runs of a policy, and copies of them that differ in draws alone.
  public struct Group: Sendable {
    /// The scores of n replicates.
    public let baseline: [Outcome]
    /// The scores of every copy on the same replicates, with the key of the signs that are drawn beyond 20 pairs.
    public let copies: [(outcomes: [Outcome], key: StreamKey)]

    /// A part of a sweep.
    public init(baseline: [Outcome], copies: [(outcomes: [Outcome], key: StreamKey)]) {
      self.baseline = baseline
      self.copies = copies
    }
  }

  /// The multiples of the detectable effect whose power is measured.
  public static let effects = [0.5, 1, 1.5]

  /// Pairs of each comparison.
  public let pairs: Int
  /// Comparisons, those without p among them.
  public private(set) var comparisons = 0
  /// Comparisons with a diverged run.
  public private(set) var diverged = 0
  /// Comparisons with an undefined score, of which no p is made.
  public private(set) var undefined = 0
  /// Comparisons with p ≤ 0.05.
  public private(set) var falsePositives = Rate()
  /// Sweeps in which some adjusted p is.
  public private(set) var sweeps = Rate()
  /// Intervals of the difference that contain 0.
  public private(set) var coverage = Rate()
  /// Intervals of the mean that contain the mean of all runs.
  public private(set) var meanCoverage = Rate()
  /// Comparisons that find an effect, for each of ``effects``.
  public private(set) var powers = effects.map { _ in Rate() }

  /// - Parameters:
  ///   - sweeps: the sweeps, each with a part for every cell, in one order.
  ///   - pairs: n.
  ///   - lowerIsBetter: whether smaller scores are better, hence on which side a divergence lies.
  public init(_ sweeps: [[Group]], pairs: Int, lowerIsBetter: Bool) {
    self.pairs = pairs
    for sweep in sweeps {
      var family: [PairedComparison] = []
      for group in sweep {
        family += group.copies.map {
          PairedComparison(
            baseline: group.baseline, candidate: $0.outcomes, lowerIsBetter: lowerIsBetter, key: $0.key)
        }
      }
      take(PairedComparison.adjusted(family))
    }
    for cell in (sweeps.first ?? []).indices {
      let groups = sweeps.map { $0[cell] }
      takeMeans(groups)
      takePower(groups, lowerIsBetter: lowerIsBetter)
    }
  }

  /// Takes in the comparisons of a sweep.
  private mutating func take(_ family: [PairedComparison]) {
    for comparison in family {
      comparisons += 1
      if comparison.diverged > 0 { diverged += 1 }
      if comparison.undefined > 0 { undefined += 1 }
      if let pValue = comparison.pValue { falsePositives.add(pValue <= SignificanceLevel.alpha) }
      if let interval = comparison.interval { coverage.add(interval.contains(0)) }
    }
    let adjusted = family.compactMap(\.adjustedPValue)
    if !adjusted.isEmpty { sweeps.add(adjusted.contains { $0 <= SignificanceLevel.alpha }) }
  }

  /// The t intervals of a cell's baseline, held against the mean of all its runs.
  private mutating func takeMeans(_ groups: [Group]) {
    let all = Summary(groups.flatMap(\.baseline), lowerIsBetter: true)
    guard let mean = all.moments?.mean else { return }
    for group in groups {
      guard let interval = Summary(group.baseline, lowerIsBetter: true).interval else { continue }
      meanCoverage.add(interval.contains(mean))
    }
  }

  /// Comparisons in which the copies' scores are higher by an effect.
  private mutating func takePower(_ groups: [Group], lowerIsBetter: Bool) {
    guard pairs > 1 else { return }
    let copies = groups.flatMap { group in group.copies.map { (group.baseline, $0.outcomes, $0.key) } }
    let squares = copies.flatMap { baseline, outcomes, _ in
      zip(baseline, outcomes).map { base, copy in
        guard let base = base.value, let copy = copy.value else { return Double.nan }
        return (copy - base) * (copy - base)
      }
    }
    let spread = (compensatedSum(squares) / Double(squares.count)).squareRoot()
    let detectable = StudentT.detectableDifference(
      pairs: pairs, standardError: spread / Double(pairs).squareRoot())
    guard detectable.isFinite, detectable > 0 else { return }
    for (place, effect) in Self.effects.enumerated() {
      for (baseline, outcomes, key) in copies {
        let moved = outcomes.map { Outcome($0.value.map { $0 + effect * detectable }) }
        let comparison = PairedComparison(
          baseline: baseline, candidate: moved, lowerIsBetter: lowerIsBetter, key: key)
        if let pValue = comparison.pValue { powers[place].add(pValue <= SignificanceLevel.alpha) }
      }
    }
  }
}

extension SignFlipTest {
  /// The share of comparisons of n pairs with p ≤ 0.05 where differences are continuous and as likely with either sign: 2⌊α·2ⁿ/2⌋/2ⁿ,
  /// which is 0 below six pairs and .03125, .0469 and .0488 at 6, 8 and 10; beyond 20 pairs ⌊α(m + 1)⌋/(m + 1).
  public static func attainableSize(pairs: Int) -> Double {
    guard pairs > 0 else { return 0 }
    let patterns = pairs > exactLimit ? drawnPatterns + 1 : 1 << (pairs - 1)
    return Double(patterns / SignificanceLevel.inverse) / Double(patterns)
  }
}
