public import RandomStreams

/// The two-sided sign-flip test of paired differences, with the 95 % interval that is its exact inversion.
///
/// Under the hypothesis that the two sides of every pair are exchangeable, each sign pattern of the differences was
/// equally likely; p is the share of patterns whose sum is at least as far from 0 as the observed one. To 20 pairs all
/// 2ⁿ patterns are counted; beyond, p = (b + 1)/(m + 1) over m = 99,999 patterns drawn by the given key (one 32-bit
/// word per 32 pairs and pattern, bit i flipping pair i).
///
/// **Inversion.** Shift all differences by θ and flip those in S: the flipped sum is at least as large exactly if θ lies
/// between the mean of S and the mean of the rest. Every such stretch contains the overall mean, hence
/// p(θ), the share of the 2ⁿ⁻¹ stretches that contain θ, falls from 1 on both sides of it (S empty gives the whole line),
/// and {θ: p(θ) > α} is the closed interval between the k-th smallest lower end and the k-th largest upper end,
/// k = ⌊α·2ⁿ⁻¹⌋ + 1 with α = 1/20. With k = 1 (fewer than six pairs) no θ can be rejected and the interval is unbounded. Drawn patterns
/// work the same way, with the m + 1 of the formula in place of 2ⁿ⁻¹. p and the interval are read from the same numbers, so 0 lies outside exactly if p ≤ α.
///
/// **Ties** are decided beyond rounding (sums within their rounding error of 0 are 0), on the side of the larger p.
///
/// **What it tests** is exchangeability, not equality of means: two policies of equal mean but different distributions
/// can be told apart; see <doc:HonestFigures>.
///
/// Source: Fisher, The Design of Experiments, 1935, §21; the inversion is worked out above; (b + 1)/(m + 1): Phipson and
/// Smyth 2010, 1603.05766.
public struct SignFlipTest: Sendable, Hashable {
  /// The two-sided p-value.
  public let pValue: Double
  /// All shifts that the test does not reject at 5 %.
  public let interval: Interval
  /// All shifts that it does not reject at the level 2α/m, for a family of m comparisons; `nil` where none was named.
  public let familyInterval: Interval?
  /// The sign of the sum of the differences; 0 where it is within rounding.
  let sign: Int

  /// Tests differences of at least one pair.
  ///
  /// - Parameters:
  ///   - differences: d = candidate − baseline of each pair, finite; below 2⁻⁵⁰⁰ in magnitude they count as 0.
  ///   - scales: |candidate| + |baseline| of each pair, from which the rounding error of d is judged; |d| by default.
  ///   - comparisons: m of ``familyInterval``.
  ///   - key: addresses the drawn patterns; used beyond 20 pairs only.
  public init(differences: [Double], scales: [Double]? = nil, comparisons: Int? = nil, key: StreamKey) {
    let flipped = FlippedMeans(differences: differences, scales: scales, key: key)
    pValue = flipped.pValue
    interval = flipped.interval(inverseLevel: SignificanceLevel.inverse)
    familyInterval = comparisons.map { flipped.interval(inverseLevel: Self.inverseLevel(comparisons: $0)) }
    sign = flipped.center > 0 ? 1 : flipped.center < 0 ? -1 : 0
  }

  /// m/2α, the inverse of the level of ``familyInterval``.
  private static func inverseLevel(comparisons: Int) -> Int { SignificanceLevel.inverse / 2 * comparisons }
}

extension SignFlipTest {
  /// Up to this many pairs every pattern is counted.
  public static let exactLimit = 20
  /// Patterns drawn beyond that.
  public static let drawnPatterns = 99_999

  /// The smallest p that `pairs` pairs can give: 2/2ⁿ, or 1/(m + 1) with drawn patterns.
  public static func smallestPValue(pairs: Int) -> Double {
    guard pairs > 0 else { return 1 }
    return pairs > exactLimit ? 1 / Double(drawnPatterns + 1) : 2 / Double(1 << pairs)
  }

  /// The fewest pairs with which a comparison could be significant.
  ///
  /// - Parameters:
  ///   - level: the significance level.
  ///   - comparisons: size of the family that Holm's adjustment covers; the smallest p must reach level/comparisons.
  /// - Returns: `nil` where no number of pairs is enough, as drawn patterns end at 1/(m + 1).
  public static func pairsNeeded(level: Double = SignificanceLevel.alpha, comparisons: Int = 1) -> Int? {
    (1...exactLimit + 1).first { smallestPValue(pairs: $0) * Double(max(comparisons, 1)) <= level }
  }

  /// The fewest pairs with which ``familyInterval`` has ends, so that two sides can be shown to be equivalent.
  ///
  /// - Parameter comparisons: m, the size of the family: 2ⁿ⁻¹ patterns must be m/2α at least.
  /// - Returns: `nil` where no number of pairs is enough.
  public static func pairsToBound(comparisons: Int = 1) -> Int? {
    (1...exactLimit + 1).first { pairs in
      let patterns = pairs > exactLimit ? drawnPatterns + 1 : 1 << (pairs - 1)
      return patterns >= inverseLevel(comparisons: max(comparisons, 1))
    }
  }
}
