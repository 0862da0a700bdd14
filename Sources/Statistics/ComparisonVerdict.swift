/// What a comparison has shown; the raw value is the word in tables and wherever people read it.
public enum ComparisonVerdict: String, Sendable, Hashable, CaseIterable {
  /// The candidate is better at the level α, with Holm's adjustment over the family.
  case better
  /// The candidate is worse at that level.
  case worse
  /// The two differ by less than δ.
  case equivalent
  /// Better at that level, and the difference is less than δ.
  case slightlyBetter = "better, but by less than δ"
  /// Worse at that level, and the difference is less than δ.
  case slightlyWorse = "worse, but by less than δ"
  /// Neither a difference nor equivalence is shown.
  case undecided
  /// Not of the declared metric: its p is adjusted for nothing, and decides nothing.
  case exploratory

  /// The verdict on a comparison of the declared metric.
  ///
  /// A difference is shown where p̃ ≤ α, with p̃ Holm's; equivalence where ``EquivalenceRegion/contains(_:slack:)`` says so. Either error has a
  /// chance of α at most in a family, whatever the truth is.
  ///
  /// - Parameters:
  ///   - isBetter: the side that the differences speak for; `nil` where they speak for neither.
  ///   - adjustedPValue: Holm's p; `nil` where there is none.
  ///   - isEquivalent: whether the difference is shown to be less than δ.
  public init(isBetter: Bool?, adjustedPValue: Double?, isEquivalent: Bool) {
    let isShown = adjustedPValue.map { $0 <= SignificanceLevel.alpha } ?? false
    self =
      switch (isShown ? isBetter : nil, isEquivalent) {
      case (true?, false): .better
      case (false?, false): .worse
      case (true?, true): .slightlyBetter
      case (false?, true): .slightlyWorse
      case (nil, true): .equivalent
      case (nil, false): .undecided
      }
  }

  /// Whether a difference from the baseline is shown.
  public var showsDifference: Bool {
    switch self {
    case .better, .worse, .slightlyBetter, .slightlyWorse: true
    case .equivalent, .undecided, .exploratory: false
    }
  }
}

/// Differences that do not matter: those strictly between −δ and δ.
///
/// They are shown by two one-sided tests, with Bonferroni's correction over the m comparisons of a family: both reject exactly if the
/// 100·(1 − 2α/m) % interval of the difference lies inside (−δ, δ).
///
/// Source: two one-sided tests: Schuirmann 1987; Westlake 1972 for the interval.
public struct EquivalenceRegion: Sendable, Hashable {
  /// δ > 0, in the unit of the metric.
  public let delta: Double
  /// m, the comparisons of the family.
  public let comparisons: Int

  /// - Parameters:
  ///   - delta: δ, finite and above 0.
  ///   - comparisons: m ≥ 1.
  public init(delta: Double, comparisons: Int) {
    precondition(delta > 0 && delta.isFinite && comparisons > 0, "a region has room")
    (self.delta, self.comparisons) = (delta, comparisons)
  }

  /// Whether an interval lies inside the region, beyond rounding.
  ///
  /// - Parameters:
  ///   - interval: the interval of the difference.
  ///   - slack: how far rounding may have moved its ends.
  public func contains(_ interval: Interval, slack: Double = 0) -> Bool {
    interval.low - slack > -delta && interval.high + slack < delta
  }
}
