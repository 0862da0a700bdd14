/// Scores of forecasts, pooled over all rows and series, in the data's own units.
///
/// With N pairs (y, ŷ): RMSE = √(Σ(ŷ−y)²/N), MAE = Σ|ŷ−y|/N, Pearson = Σ(y−ȳ)(ŷ−ŷ̄)/√(Σ(y−ȳ)²·Σ(ŷ−ŷ̄)²), sums
/// in Float64 in the order of the pairs. Pearson is NaN where either side is constant.
package struct PooledErrors: Sendable, Hashable {
  /// The root of the mean squared error.
  package let rmse: Double
  /// The mean absolute error.
  package let mae: Double
  /// The correlation of forecasts and truth.
  package let pearson: Double

  /// Compares forecasts with what happened.
  package init(truth: [Double], forecasts: [Double]) {
    precondition(truth.count == forecasts.count && !truth.isEmpty)
    let count = Double(truth.count)
    var (squared, absolute, truthSum, forecastSum) = (0.0, 0.0, 0.0, 0.0)
    for (y, forecast) in zip(truth, forecasts) {
      squared += (forecast - y) * (forecast - y)
      absolute += abs(forecast - y)
      truthSum += y
      forecastSum += forecast
    }
    rmse = (squared / count).squareRoot()
    mae = absolute / count
    let (truthMean, forecastMean) = (truthSum / count, forecastSum / count)
    var (both, truthSquares, forecastSquares) = (0.0, 0.0, 0.0)
    for (y, forecast) in zip(truth, forecasts) {
      both += (y - truthMean) * (forecast - forecastMean)
      truthSquares += (y - truthMean) * (y - truthMean)
      forecastSquares += (forecast - forecastMean) * (forecast - forecastMean)
    }
    pearson =
      PooledErrors.isConstant(truth) || PooledErrors.isConstant(forecasts)
      ? .nan : both / (truthSquares.squareRoot() * forecastSquares.squareRoot())
  }

  /// The scores in the order of ``metrics``.
  package var values: [Double] { [rmse, mae, pearson] }

  /// The scores' names; the root mean squared error is the headline.
  package static let metrics = [
    Metric("rmse", lowerIsBetter: true), Metric("mae", lowerIsBetter: true),
    Metric("pearson", lowerIsBetter: false),
  ]

  /// Rounding in the mean can leave a constant a tiny spread, so it is looked for directly.
  private static func isConstant(_ values: [Double]) -> Bool { values.allSatisfy { $0 == values[0] } }
}
