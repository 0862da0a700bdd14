/// Derived figures read back from the cells of a table, as far as nine digits tell them.
extension Summary {
  /// The summary in a row of `summary.csv`; `cell` gives the text under a column.
  public init(cell: @escaping (String) -> String) {
    let row = FigureRow(cell: cell)
    let count = row.count("n")
    self.count = count
    moments = row.number("mean").map {
      Moments(count: count, mean: $0, standardDeviation: row.number("sd"))
    }
    diverged = row.count("n_diverged")
    undefined = row.count("n_undefined")
    interval = row.interval
    median = row.number("median")
    minimum = row.number("min")
    maximum = row.number("max")
    solved = Int(cell("solved"))
  }
}

extension PairedComparison {
  /// The comparison in a row of `comparisons.csv`; `cell` gives the text under a column.
  public init(cell: @escaping (String) -> String) {
    let row = FigureRow(cell: cell)
    pairs = row.count("n_pairs")
    diverged = row.count("n_diverged")
    undefined = row.count("n_undefined")
    meanDifference = row.number("mean_difference")
    interval = row.interval
    medianDifference = row.number("median_difference")
    pValue = row.number("p_value")
    effectSize = row.number("effect_size")
    pairCorrelation = row.number("pair_correlation")
    detectableDifference = row.number("mde80")
    adjustedPValue = row.number("p_holm")
  }
}

/// The cells of a row, by their columns.
private struct FigureRow {
  let cell: (String) -> String

  func number(_ column: String) -> Double? { Double(cell(column)) }

  func count(_ column: String) -> Int { Int(cell(column)) ?? 0 }

  /// Ends in their order; an absent one is no bound. `nil` where both are absent.
  var interval: Interval? {
    let (low, high) = (number("ci95_low"), number("ci95_high"))
    guard low != nil || high != nil else { return nil }
    return Interval(low ?? -.infinity, high ?? .infinity)
  }
}
