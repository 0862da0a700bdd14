extension PairedComparison {
  /// The columns of `comparisons.csv` that tell of the differences, in their order.
  public static let columns: [StatisticColumn<PairedComparison>] = [
    .init(count: "n_pairs", "Pairs of replicates, diverged ones included.") { $0.pairs },
    .init(count: "n_diverged", "Pairs in which at least one run diverged.") { $0.diverged },
    .init(
      count: "n_undefined",
      "Pairs in which the score of at least one run is undefined; with any, all further figures are empty."
    ) { $0.undefined },
    .init("mean_difference", "Mean of candidate minus baseline; empty if any run diverged or is infinite.") {
      $0.meanDifference
    },
    .init(
      "ci95_low",
      "Lower end of the 95 % interval that inverts the sign-flip test; empty where mean_difference is, and where "
        + "fewer than six pairs give no bound."
    ) { $0.interval?.low },
    .init("ci95_high", "Upper end of that interval; empty in the same cases.") { $0.interval?.high },
    .init(
      "median_difference",
      "Median of candidate minus baseline, a diverged run being the worst; empty if it falls on one."
    ) { $0.medianDifference },
    .init(
      "p_value",
      "Two-sided sign-flip test on the differences, or on their signed ranks if any run diverged or is infinite, in which differences of 0 "
        + "keep their ranks (Pratt 1959). It tests exchangeability of the two sides."
    ) { $0.pValue },
    .init("p_holm", "p_value after Holm's adjustment over all rows of the declared metric.") {
      $0.adjustedPValue
    },
    .init(
      "effect_size",
      "Mean difference over the differences' standard deviation (d_z), with Hedges' correction."
    ) { $0.effectSize },
    .init("pair_correlation", "Pearson's correlation between baseline and candidate over replicates.") {
      $0.pairCorrelation
    },
    .init(
      "mde80", "Smallest true difference that this many pairs of this spread detect with 80 % power at 5 %."
    ) { $0.detectableDifference },
  ]

  /// The row's cells under ``columns``, as text.
  public var fields: [String] { Self.columns.map { $0.text(self) } }
}
