/// A metric that is a mean over all target values.
protocol MeanMetric: Metric {
  /// The sum so far, and over how many values.
  var mean: TermMean { get set }

  /// Adds the terms of these rows to the sum, in the order of the rows.
  static func add(_ rows: ScoredRows, to sum: inout Double)
}

/// A mean that adds up.
struct TermMean {
  /// Σ of the terms.
  var sum = 0.0
  /// How many there are.
  var count = 0
}

extension MeanMetric {
  /// Adds a term for every target value.
  public mutating func add(_ rows: ScoredRows) {
    Self.add(rows, to: &mean.sum)
    mean.count += rows.targets.count
  }

  /// The mean.
  public var value: Double? { mean.count > 0 ? mean.sum / Double(mean.count) : nil }
}
