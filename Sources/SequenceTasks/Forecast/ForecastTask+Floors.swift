public import Sequences

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

  /// The same, each with the spread of its errors over the training rows where the form is more than a number; of counts the
  /// training mean is that of a Poisson distribution, and no value is below 0.
  public func floors(for forecast: Forecast) -> [Floor] {
    let lag = season * ((horizon + season - 1) / season)
    let isCount = if case .counts = forecast { true } else { false }
    let means = trainingMeans
    let naive: [(mode: String, value: @Sendable (Int) -> Double, lag: Int)] = [
      ("persistence", { series.values[$0 - horizon * series.names.count] }, horizon),
      ("seasonal_naive", { series.values[$0 - lag * series.names.count] }, lag),
      ("training_mean", { means[$0 % means.count] }, 0),
    ]
    return floors.flatMap { floor -> [Floor] in
      guard let rule = naive.first(where: { $0.mode == floor.mode }) else { return [floor] }
      if isCount, rule.mode == "training_mean" {
        return [
          Floor(rule.mode, as: .counts(PoissonDistribution.self)) { forecasts($0, $1, rule.value) }
        ]
      }
      let residuals = series.names.indices.map { index in
        let rows = split.rows(.train)
        return Residuals(
          rows.filter { $0 >= rule.lag }.map { row in
            let place = row * series.names.count + index
            return series.values[place] - rule.value(place)
          })
      }
      let spread = Floor.spread(
        rule.mode, for: forecast, cutAt: isCount ? 0 : -.infinity,
        value: { rows, split in
          targets(split).lowerBound >= rule.lag ? forecasts(rows, split, rule.value) : nil
        },
        residuals: { rows, row in
          residuals[groupings[0].label(.train, rows.examples[row], rows.places[row])]
        })
      return [floor] + spread
    }
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
