public import Catalog

/// The share of targets within the widest central interval that the forecast's quantiles have, ends included.
///
/// Of levels .05, .5, .95 that is the interval of 90 %, and a calibrated forecast covers .9 of the targets. A share is not better
/// the larger it is: the direction serves no selection.
public struct IntervalCoverage: MeanMetric {
  /// The catalog entry of `coverage`.
  public static let description = KindDescription(
    "coverage",
    summary:
      "The share of targets within the widest central interval of the quantiles; calibrated where it is the interval's level.",
    formula: "Σ1[q_τ ≤ t ≤ q_{1−τ}]/N, τ the lowest level of which 1 − τ is one too")
  /// False.
  public static let lowerIsBetter = false
  /// Numbers and counts.
  public static let targets: [TargetKind] = [.real, .count]

  var mean = TermMean()

  /// No rows yet.
  public init() {}

  /// Quantiles with a central interval.
  public static func isDefined(for forecast: Forecast, _ reading: RolloutReading) -> Bool {
    if case .quantiles(let levels) = forecast { interval(levels) != nil } else { false }
  }

  /// The places of the ends of the widest central interval.
  static func interval(_ levels: [Double]) -> (low: Int, high: Int)? {
    for (low, level) in levels.enumerated() where level < 0.5 {
      if let high = levels.firstIndex(where: { abs($0 + level - 1) < 1e-9 }) { return (low, high) }
    }
    return nil
  }

  static func add(_ rows: ScoredRows, to sum: inout Double) {
    rows.forEachQuantiles { quantiles, levels, target in
      guard let (low, high) = interval(levels) else { preconditionFailure("no central interval") }
      sum += quantiles[low] <= target && target <= quantiles[high] ? 1 : 0
    }
  }
}
