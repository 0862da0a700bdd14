import DataReading
import Sequences

extension ForecastTask {
  /// Three forecasts that learn nothing, each for the split's own targets j of horizon h.
  ///
  /// `persistence`: the last row seen, x[j−h]. `seasonal_naive`: the latest row seen that is whole seasons s
  /// before the target, x[j − s⌈h/s⌉]; left out where there is no season, or a target of the split has no such row.
  /// `training_mean`: each series' mean over the training rows. What is seen of a missing value is what it was filled with;
  /// the mean is that of observed values.
  public var floors: [Floor] {
    let means = trainingMeans
    var floors = [
      Floor("persistence") { rows, split in
        forecasts(rows, split) { place, horizon in series.values[place - horizon * series.names.count] }
      }
    ]
    if let season {
      @Sendable func lag(_ horizon: Int) -> Int { season * ((horizon + season - 1) / season) }
      floors.append(
        Floor("seasonal_naive") { rows, split in
          let first = examples.rows(split).lowerBound - examples.reach
          guard examples.horizons.allSatisfy({ first + $0 >= lag($0) }) else { return nil }
          return forecasts(rows, split) { place, horizon in
            series.values[place - lag(horizon) * series.names.count]
          }
        })
    }
    floors.append(
      Floor("training_mean") { rows, split in
        forecasts(rows, split) { place, _ in means[place % means.count] }
      })
    return floors
  }

  /// A forecast for every target value, by its place in the table and its horizon.
  private func forecasts(
    _ rows: ScoredRows, _ split: Split, _ value: (_ place: Int, _ horizon: Int) -> Double
  ) -> [Double] {
    let targetRows = examples.rows(split)
    return rows.targets.indices.map { row in
      let (example, index) = (rows.examples[row], rows.places[row])
      return value(
        examples.place(index, of: example, in: targetRows), examples.target(index, of: example).horizon)
    }
  }

  /// The mean of each series over its observed training values.
  private var trainingMeans: [Double] {
    let rows = examples.split.rows(.train)
    return series.names.indices.map {
      let values = series.observed(series: $0, rows: rows)
      return values.reduce(0, +) / Double(values.count)
    }
  }
}
