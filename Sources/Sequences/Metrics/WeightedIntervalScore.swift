public import Catalog

/// The weighted interval score of the forecast's quantiles: twice the mean pinball loss.
///
/// With central intervals and the median among the levels that is the score of Bracher et al. 2021 with their weights; as levels
/// grow dense it becomes the continuous ranked probability score.
public struct WeightedIntervalScore: DerivedMetric {
  /// The catalog entry of `wis`.
  public static let description = KindDescription(
    "wis", summary: "The weighted interval score: twice the mean quantile loss.", formula: "2·pinball",
    source: "Bracher et al. 2021 (arXiv 2005.12881)")
  var base = PinballScore()

  /// No rows yet.
  public init() {}

  /// 2·base.
  static func value(of base: Double) -> Double { 2 * base }
}
