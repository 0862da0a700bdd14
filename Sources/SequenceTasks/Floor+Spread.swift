public import Sequences

extension Floor {
  /// A naive forecast with the spread of its errors over training, for forecasts of a form: quantiles at the levels of
  /// quantiles, a sample where distributions of counts are scored, nothing for numbers.
  ///
  /// - Parameters:
  ///   - mode: the naive forecast's own mode, of which this one scores what a number cannot.
  ///   - form: the form of the network's forecasts.
  ///   - minimum: what values are cut at: 0 for counts.
  ///   - value: the naive forecast, [rows].
  ///   - residuals: its errors over training for a row, such as those of the row's series and horizon.
  public static func spread(
    _ mode: String, for form: Forecast, cutAt minimum: Double = -.infinity, value: @escaping Prediction,
    residuals: @escaping @Sendable (_ rows: ScoredRows, _ row: Int) -> Residuals
  ) -> [Floor] {
    switch form {
    case .number, .classes: return []
    case .quantiles(let levels):
      return [
        Floor(mode, as: form) { rows, split in
          value(rows, split).map { values in
            values.indices.flatMap { row in
              let residuals = residuals(rows, row)
              return levels.map { max(minimum, values[row] + residuals.quantile($0)) }
            }
          }
        }
      ]
    case .counts:
      return [
        Floor(mode, size: Residuals.sampleSize) { rows, split in
          value(rows, split).map { values in
            let samples = values.indices.map { row in
              residuals(rows, row).sample.map { max(minimum, values[row] + $0) }
            }
            return (0..<Residuals.sampleSize).map { member in samples.map { $0[member] } }
          }
        }
      ]
    }
  }
}
