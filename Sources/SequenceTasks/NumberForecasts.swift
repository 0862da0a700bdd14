import Sequences

/// What scores forecasts of numbers, in whatever form they come.
enum NumberForecasts {
  /// `rmse`, `mae` and `pearson`.
  static let metrics: [any Metric.Type] = [
    RootMeanSquaredError.self, MeanAbsoluteError.self, PearsonCorrelation.self,
  ]

  /// Of numbers ``metrics``; of quantiles `pinball`, `wis` and `coverage`, and with a median those of it; of distributions
  /// `log_score` and `crps` beside those of the mean.
  static func metrics(for forecast: Forecast) -> [any Metric.Type] {
    let point = forecast.point == nil ? [] : metrics
    switch forecast {
    case .number, .classes: return metrics
    case .counts: return point + [LogScore.self, RankedProbabilityScore.self]
    case .quantiles(let levels):
      let all: [any Metric.Type] = [PinballScore.self, WeightedIntervalScore.self, IntervalCoverage.self]
      return point + all.filter { $0.isDefined(for: .quantiles(levels), .once) }
    }
  }
}
