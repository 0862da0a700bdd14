public import Catalog

/// The mean of −ln P(t), in nats, of the distribution that is forecast: of K rollouts, their equal mixture.
///
/// It has the same units whatever the distribution, so that a Poisson can be compared with a negative binomial.
public struct LogScore: MeanMetric {
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

  static func add(_ rows: ScoredRows, to sum: inout Double) {
    guard case .counts(let distribution) = rows.forecast else { preconditionFailure("no distribution") }
    add(distribution, rows, to: &sum)
  }

  private static func add<D: CountDistribution>(_: D.Type, _ rows: ScoredRows, to sum: inout Double) {
    rows.forEachMember { parameters, target in
      sum -= D.logProbability(of: target, mixture: D.mixture(parameters))
    }
  }
}
