/// How many replicates would decide a comparison that is undecided, if its differences go on as they are.
///
/// With mean d̄ and deviation s of the differences, n replicates show a difference as large as d̄ with a power of 80 % where
/// (t_{1−α/2m,n−1} + t_{.8,n−1})·s/√n ≤ |d̄|, and equivalence where (t_{1−α/m,n−1} + t_{.8,n−1})·s/√n ≤ δ − |d̄|: the formula of
/// ``StudentT/detectableDifference(_:)`` with Bonferroni's level, which is Holm's for the smallest p of a family.
///
/// It is a plan and no finding: d̄ and s are themselves estimates, and another d̄ may need another n.
public enum ReplicatesNeeded {
  /// More than this is no plan.
  public static let limit = 100_000

  /// The fewest replicates that would decide; `nil` where ``limit`` would not.
  ///
  /// - Parameters:
  ///   - pairs: those that there are and have not decided.
  ///   - mean: d̄.
  ///   - deviation: s ≥ 0.
  ///   - comparisons: m, the size of the family.
  ///   - delta: δ, where a region of equivalence is declared.
  public static func toDecide(
    pairs: Int, mean: Double, deviation: Double, comparisons: Int, delta: Double?
  ) -> Int? {
    let level = SignificanceLevel.alpha / Double(comparisons)
    let difference = SignFlipTest.pairsNeeded(comparisons: comparisons).flatMap {
      fewest(from: max($0, pairs + 1), tail: level / 2, deviation, margin: abs(mean))
    }.flatMap { SignFlipTest.smallestPValue(pairs: $0) <= level ? $0 : nil }
    let equivalence = SignFlipTest.pairsToBound(comparisons: comparisons).flatMap { start in
      delta.flatMap {
        fewest(from: max(start, pairs + 1), tail: level, deviation, margin: $0 - abs(mean))
      }
    }
    return [difference, equivalence].compactMap { $0 }.min()
  }

  /// The fewest pairs from `start` on whose quantiles leave the margin room.
  private static func fewest(from start: Int, tail: Double, _ deviation: Double, margin: Double) -> Int? {
    func suffices(_ pairs: Int) -> Bool {
      let freedom = Double(pairs - 1)
      let quantiles =
        StudentT.quantile(1 - tail, degreesOfFreedom: freedom)
        + StudentT.quantile(SignificanceLevel.power, degreesOfFreedom: freedom)
      return quantiles * deviation <= margin * Double(pairs).squareRoot()
    }
    guard margin > 0, start <= limit, suffices(limit) else { return nil }
    var (low, high) = (max(start, 2), limit)
    while low < high {
      let middle = (low + high) / 2
      if suffices(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
