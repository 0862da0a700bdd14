public import Sequences

extension ForecastTask {
  /// The scores of three forecasts that learn nothing, each on the split's own targets j.
  ///
  /// `persistence`: the last row seen, x[j−h]. `seasonal_naive`: the latest row seen that is whole seasons s
  /// before the target, x[j − s⌈h/s⌉]; left out where a target of the split has no such row. `training_mean`:
  /// each series' mean over the training rows. A correlation that is undefined (one series, and its mean) is
  /// left out.
  public func floors(_ split: Split) -> [Floor] {
    let lag = season * ((horizon + season - 1) / season)
    let candidates = [
      ("persistence", lagged(split, by: horizon)),
      ("seasonal_naive", targets(split).lowerBound >= lag ? lagged(split, by: lag) : nil),
      ("training_mean", repeatedMeans(split)),
    ]
    let truth = truth(split)
    return candidates.flatMap { mode, forecasts -> [Floor] in
      guard let forecasts else { return [] }
      return zip(metrics, PooledErrors(truth: truth, forecasts: forecasts).values)
        .filter { !$0.1.isNaN }
        .map { Floor(mode: mode, metric: $0.0.name, value: $0.1) }
    }
  }

  private func lagged(_ split: Split, by lag: Int) -> [Double] {
    let (targets, width) = (targets(split), series.names.count)
    return Array(series.values[(targets.lowerBound - lag) * width..<(targets.upperBound - lag) * width])
  }

  private func repeatedMeans(_ split: Split) -> [Double] {
    let rows = self.split.rows(.train)
    let means = series.names.indices.map {
      series.values(ofSeries: $0, rows: rows).reduce(0, +) / Double(rows.count)
    }
    return targets(split).flatMap { _ in means }
  }
}
