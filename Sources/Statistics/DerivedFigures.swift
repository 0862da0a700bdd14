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
    interval = row.interval("ci95")
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
    interval = row.interval("ci95")
    medianDifference = row.number("median_difference")
    pValue = row.number("p_value")
    effectSize = row.number("effect_size")
    pairCorrelation = row.number("pair_correlation")
    detectableDifference = row.number("mde80")
    adjustedPValue = row.number("p_holm")
    verdict = ComparisonVerdict(rawValue: cell("verdict"))
    wins = Int(cell("ties")).map {
      PairedWins(share: row.number("p_better"), interval: row.interval("p_better"), ties: $0)
    }
    equivalence = row.number("equivalence")
    equivalenceInterval = row.interval("equivalence")
    replicatesNeeded = Int(cell("n_to_decide"))
    // What decided is the verdict by now.
    (isBetter, isEquivalent, deviation) = (nil, false, nil)
  }
}

/// The cells of a row, by their columns.
private struct FigureRow {
  let cell: (String) -> String

  func number(_ column: String) -> Double? { Double(cell(column)) }

  func count(_ column: String) -> Int { Int(cell(column)) ?? 0 }

  /// The interval whose ends stand under `name_low` and `name_high`; an absent end is no bound. `nil` where both are absent.
  func interval(_ name: String) -> Interval? {
    let (low, high) = (number(name + "_low"), number(name + "_high"))
    guard low != nil || high != nil else { return nil }
    return Interval(low ?? -.infinity, high ?? .infinity)
  }
}
