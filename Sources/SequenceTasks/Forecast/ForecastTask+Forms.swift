import DataReading
public import Sequences

/// Forecasts in other forms than a number: quantiles, and distributions of counts.
extension ForecastTask {
  /// The same task with its targets as they are, for losses of counts; none of another kind.
  ///
  /// - Throws: `DataError` where a target series holds something else than whole numbers from 0 on, or nothing above 0 in
  ///   training.
  public func predicting(_ target: TargetKind) throws -> ForecastTask? {
    guard target == .count else { return nil }
    try checkCounts()
    var task = self
    task.predictsCounts = true
    return task
  }

  /// Of counts each target series' mean over the observed training values; else nothing.
  public var scales: [Double] { predictsCounts ? examples.targets.map { trainingMeans[$0] } : [] }

  /// By target series, and by horizon.
  public var groupings: [TargetGrouping] {
    let examples = examples
    return [
      TargetGrouping(TargetGrouping.series, labels: examples.targets.map { series.names[$0] }) {
        _, example, place in
        (examples.isShared ? example : place) % examples.targets.count
      },
      TargetGrouping(TargetGrouping.horizon, labels: examples.horizons.map { String($0) }) { _, _, place in
        examples.isShared ? place : place / examples.targets.count
      },
    ]
  }

  /// Of counts `log_score` and `crps` beside the usual metrics; of quantiles `pinball`, `wis` and `coverage`.
  public func metrics(for forecast: Forecast) -> [any Metric.Type] {
    switch forecast {
    case .number, .classes: metrics
    case .counts: metrics + [LogScore.self, RankedProbabilityScore.self]
    case .quantiles: [PinballScore.self, WeightedIntervalScore.self, IntervalCoverage.self]
    }
  }

  /// The date of a target's row.
  public func date(_ split: Split, example: Int, place: Int) -> String? {
    guard series.dates != nil else { return nil }
    let cell = examples.place(place, of: example, in: examples.rows(split))
    return series.label(ofRow: cell / series.names.count)
  }
}
