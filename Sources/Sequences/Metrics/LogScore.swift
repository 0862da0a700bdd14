public import Catalog

/// The mean of −ln P(t), in nats, of the distribution that is forecast: of K rollouts, their equal mixture.
///
/// It has the same units whatever the distribution, so that a Poisson can be compared with a negative binomial.
public struct LogScore: MeanMetric, EnsembleMetric {
  /// The catalog entry of `log_score`.
  public static let description = KindDescription(
    "log_score", summary: "The mean of −ln of the probability given to the count that came, in nats.",
    formula: "−Σln P(t)/N; of rollouts P = (1/K)ΣP_k", source: "Good 1952")
  /// True.
  public static let lowerIsBetter = true
  /// Counts.
  public static let targets: [TargetKind] = [.count]
  /// The mixture is of all rollouts.
  public static let readsRollouts = true

  var mean = TermMean()

  /// No rows yet.
  public init() {}

  /// Distributions.
  public static func isDefined(for forecast: Forecast, _ reading: RolloutReading) -> Bool {
    if case .counts = forecast { true } else { false }
  }

  /// −ln P(t) of all rollouts, and without each part.
  public static func terms(_ members: [Double], of target: Double, _ forecast: Forecast, parts: Int)
    -> [Double]
  {
    guard case .counts(let distribution) = forecast else { preconditionFailure("no distribution") }
    return terms(distribution, members, target, parts)
  }

  private static func terms<D: CountDistribution>(
    _: D.Type, _ members: [Double], _ target: Double, _ parts: Int
  ) -> [Double] {
    D.logProbabilities(of: target, mixture: D.mixture(members), parts: parts).map { -$0 }
  }

  static func add(_ rows: ScoredRows, to sum: inout Double) {
    rows.forEachMember { sum += terms($0, of: $1, rows.forecast, parts: 0)[0] }
  }
}
