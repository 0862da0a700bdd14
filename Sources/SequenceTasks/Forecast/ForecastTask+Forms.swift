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
    task.scales = examples.targets.map { trainingMeans[$0] }
    return task
  }

  /// By target series, and by horizon.
  static func groupings(_ examples: ForecastExamples, names: [String]) -> [TargetGrouping] {
    [
      TargetGrouping(TargetGrouping.series, labels: examples.targets.map { names[$0] }) {
        (examples.isShared ? $0.example : $0.place) % examples.targets.count
      },
      TargetGrouping(TargetGrouping.horizon, labels: examples.horizons.map { String($0) }) {
        examples.isShared ? $0.place : $0.place / examples.targets.count
      },
    ]
  }

  /// Of numbers the task's metrics; of quantiles `pinball`, `wis` and `coverage`, and with a median those of it; of distributions
  /// `log_score` and `crps` beside those of the mean.
  public func metrics(for forecast: Forecast) -> [any Metric.Type] { NumberForecasts.metrics(for: forecast) }

  /// The last row of an example's window.
  public func origin(_ split: Split, example: Int) -> ExampleOrigin? {
    let row = examples.origin(example, in: examples.rows(split))
    return ExampleOrigin(
      file: series.file, place: row, name: series.dates == nil ? "" : series.label(ofRow: row))
  }

  /// The date of a target's row.
  public func date(_ split: Split, example: Int, place: Int) -> String? {
    guard series.dates != nil else { return nil }
    let cell = examples.place(place, of: example, in: examples.rows(split))
    return series.label(ofRow: cell / series.names.count)
  }
}
