/// Derived figures read back from the cells of a table, as far as nine digits tell them.
extension Summary {
  /// The summary in a row of `summary.csv`; `cell` gives the text under a column.
  public init(cell: (String) -> String) {
    func number(_ column: String) -> Double? { Double(cell(column)) }
    count = Int(cell("n")) ?? 0
    diverged = Int(cell("n_diverged")) ?? 0
    undefined = Int(cell("n_undefined")) ?? 0
    moments = number("mean").map {
      Moments(count: Int(cell("n")) ?? 0, mean: $0, standardDeviation: number("sd"))
    }
    interval = Interval(low: number("ci95_low"), high: number("ci95_high"))
    median = number("median")
    minimum = number("min")
    maximum = number("max")
    solved = Int(cell("solved"))
  }
}

extension PairedComparison {
  /// The comparison in a row of `comparisons.csv`; `cell` gives the text under a column.
  public init(cell: (String) -> String) {
    func number(_ column: String) -> Double? { Double(cell(column)) }
    pairs = Int(cell("n_pairs")) ?? 0
    diverged = Int(cell("n_diverged")) ?? 0
    undefined = Int(cell("n_undefined")) ?? 0
    meanDifference = number("mean_difference")
    interval = Interval(low: number("ci95_low"), high: number("ci95_high"))
    medianDifference = number("median_difference")
    pValue = number("p_value")
    effectSize = number("effect_size")
    pairCorrelation = number("pair_correlation")
    detectableDifference = number("mde80")
    adjustedPValue = number("p_holm")
  }
}

extension Interval {
  /// Ends in their order; an absent one is no bound. `nil` where both are absent.
  fileprivate init?(low: Double?, high: Double?) {
    guard low != nil || high != nil else { return nil }
    self.init(low ?? -.infinity, high ?? .infinity)
  }
}
