public import Sequences

/// What forecasts of each form are scored by, and how targets are grouped.
extension ForecastTask {
  /// Of numbers the task's metrics; of quantiles `pinball`, `wis` and `coverage`, and with a median those of it; of distributions
  /// `log_score` and `crps` beside those of the mean.
  public func metrics(for forecast: Forecast) -> [any Metric.Type] {
    let point = forecast.point == nil ? [] : metrics
    switch forecast {
    case .number, .classes: return metrics
    case .counts: return point + [LogScore.self, RankedProbabilityScore.self]
    case .quantiles(let levels):
      let all: [any Metric.Type] = [PinballScore.self, WeightedIntervalScore.self, IntervalCoverage.self]
      return point + all.filter { $0.isDefined(for: .quantiles(levels), .once) }
    }
  }

  /// By `series` and by `horizon`.
  static func groupings(_ names: [String], horizon: Int, isShared: Bool) -> [TargetGrouping] {
    let count = names.count
    return [
      TargetGrouping(TargetGrouping.series, labels: names) { _, example, place in
        isShared ? example % count : place
      },
      TargetGrouping(TargetGrouping.horizon, labels: [String(horizon)]) { _, _, _ in 0 },
    ]
  }
}
