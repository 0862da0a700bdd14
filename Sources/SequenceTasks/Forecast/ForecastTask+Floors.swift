import DataReading
public import Sequences

extension ForecastTask {
  /// Three forecasts that learn nothing, each for the split's own targets j of horizon h.
  ///
  /// `persistence`: the last row seen, x[j−h]. `seasonal_naive`: the latest row seen that is whole seasons s
  /// before the target, x[j − s⌈h/s⌉]; left out where there is no season, or a target of the split has no such row.
  /// `training_mean`: each series' mean over the training rows. What is seen of a missing value is what it was filled with;
  /// the mean is that of observed values.
  public var floors: [Floor] { floors(for: .number) }

  /// The same; where distributions or quantiles are scored, with the spread that each forecast's errors have over training, of
  /// counts cut at 0, and the training mean of counts as that of a Poisson distribution.
  public func floors(for forecast: Forecast) -> [Floor] {
    let isCount = if case .counts = forecast { true } else { false }
    return NaiveForecast.allCases.flatMap { naive -> [Floor] in
      guard naive != .seasonal || season != nil else { return [] }
      let value: Floor.Prediction = { rows, split in
        guard hasRows(naive, split) else { return nil }
        return rows.targets.indices.map { row in self.value(naive, row, of: rows, split) }
      }
      if naive == .mean, isCount {
        return [Floor(naive.rawValue, as: .counts(PoissonDistribution.self), forecast: value)]
      }
      if case .number = forecast { return [Floor(naive.rawValue, forecast: value)] }
      let residuals = residuals(naive)
      let (targets, isShared) = (examples.targets.count, examples.isShared)
      return [Floor(naive.rawValue, forecast: value)]
        + Floor.spread(
          naive.rawValue, for: forecast, cutAt: isCount ? 0 : -.infinity, value: value,
          residuals: { rows, row in
            // In the order of horizons, then of series, as the targets of an example of all series are.
            isShared
              ? residuals[rows.places[row] * targets + rows.examples[row] % targets]
              : residuals[rows.places[row]]
          })
    }
  }

  /// A forecast that learns nothing.
  private enum NaiveForecast: String, CaseIterable {
    case persistence
    case seasonal = "seasonal_naive"
    case mean = "training_mean"
  }

  /// Rows from the one that a forecast repeats to its target; 0 for the mean.
  private func lag(_ naive: NaiveForecast, _ horizon: Int) -> Int {
    switch naive {
    case .persistence: horizon
    case .seasonal: season.map { $0 * ((horizon + $0 - 1) / $0) } ?? 0
    case .mean: 0
    }
  }

  /// Whether every target of a split has the row that a forecast repeats.
  private func hasRows(_ naive: NaiveForecast, _ split: Split) -> Bool {
    let first = examples.rows(split).lowerBound - examples.reach
    return examples.horizons.allSatisfy { first + $0 >= lag(naive, $0) }
  }

  private func value(_ naive: NaiveForecast, _ row: Int, of rows: ScoredRows, _ split: Split) -> Double {
    let (example, index) = (rows.examples[row], rows.places[row])
    let place = examples.place(index, of: example, in: examples.rows(split))
    return value(naive, at: place, examples.target(index, of: example).horizon)
  }

  private func value(_ naive: NaiveForecast, at place: Int, _ horizon: Int) -> Double {
    let count = series.names.count
    return naive == .mean ? trainingMeans[place % count] : series.values[place - lag(naive, horizon) * count]
  }

  /// The errors of a forecast over the observed targets of training, by horizon and target series.
  private func residuals(_ naive: NaiveForecast) -> [Residuals] {
    let (rows, count) = (examples.rows(.train), series.names.count)
    return examples.horizons.flatMap { horizon in
      examples.targets.map { target in
        Residuals(
          rows.compactMap { last in
            let row = last - examples.reach + horizon
            let place = row * count + target
            guard row >= lag(naive, horizon), series.observed?[place] ?? true else { return nil }
            return series.values[place] - value(naive, at: place, horizon)
          })
      }
    }
  }

  /// The mean of a series over its observed training values.
  func trainingMean(of index: Int) -> Double {
    let values = series.observed(series: index, rows: examples.split.rows(.train))
    return values.reduce(0, +) / Double(values.count)
  }
}
