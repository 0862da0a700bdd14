import Sequences

extension ForecastTask {
  /// Three forecasts that learn nothing, each for the split's own targets j.
  ///
  /// `persistence`: the last row seen, x[j−h]. `seasonal_naive`: the latest row seen that is whole seasons s
  /// before the target, x[j − s⌈h/s⌉]; left out where a target of the split has no such row. `training_mean`:
  /// each series' mean over the training rows.
  public var floors: [Floor] {
    let lag = season * ((horizon + season - 1) / season)
    let means = trainingMeans
    return [
      Floor("persistence") { rows, split in lagged(rows, split, by: horizon) },
      Floor("seasonal_naive") { rows, split in
        targets(split).lowerBound >= lag ? lagged(rows, split, by: lag) : nil
      },
      Floor("training_mean") { rows, split in
        forecasts(rows, split) { means[$0 % means.count] }
      },
    ]
  }

  private func lagged(_ rows: ScoredRows, _ split: Split, by lag: Int) -> [Double] {
    forecasts(rows, split) { series.values[$0 - lag * series.names.count] }
  }

  /// A forecast for every target value, by its place in the table.
  private func forecasts(_ rows: ScoredRows, _ split: Split, _ value: (_ place: Int) -> Double) -> [Double] {
    let targets = targets(split)
    return rows.targets.indices.map { row in
      value(start(of: rows.examples[row], in: targets) + rows.places[row])
    }
  }

  /// The mean of each series over the training rows.
  private var trainingMeans: [Double] {
    let rows = split.rows(.train)
    return series.names.indices.map {
      series.values(ofSeries: $0, rows: rows).reduce(0, +) / Double(rows.count)
    }
  }
}
