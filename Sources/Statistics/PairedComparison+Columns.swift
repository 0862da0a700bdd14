extension PairedComparison {
  /// The columns of `comparisons.csv` that tell of the differences, in their order.
  public static let columns: [StatisticColumn<PairedComparison>] =
    [
      .init(count: "n_pairs", "Pairs of replicates, diverged ones included.") { $0.pairs },
      .init(count: "n_diverged", "Pairs in which at least one run diverged.") { $0.diverged },
      .init(
        count: "n_undefined",
        "Pairs in which the score of at least one run is undefined; with any, all further figures are empty."
      ) { $0.undefined },
      .init("mean_difference", "Mean of candidate minus baseline; empty if any run diverged or is infinite.")
      {
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
    ] + verdictColumns

  private static let verdictColumns: [StatisticColumn<PairedComparison>] = [
    .init(
      text: "verdict",
      "What is shown. better, worse: p_holm is at most 0.05. equivalent: the interval from equivalence_low to equivalence_high lies inside "
        + "-equivalence to equivalence. better (worse), but by less than δ: both. undecided: neither. exploratory: not of the declared metric, "
        + "so that its p decides nothing."
    ) { $0.verdict?.rawValue },
    .init(
      "p_better",
      "Share of pairs in which the candidate has the better score, a diverged run being the worst; ties are left out, and it is empty if all are."
    ) { $0.wins?.share },
    .init("p_better_low", "Lower end of its 95 % interval (Clopper and Pearson).") { $0.wins?.interval?.low },
    .init("p_better_high", "Upper end of that interval.") { $0.wins?.interval?.high },
    .init(count: "ties", "Pairs with equal scores, up to rounding.") { $0.wins?.ties },
    .init(
      "equivalence",
      "δ, the declared difference that does not matter, in the metric's unit. A share of the way from the floor to the baseline is that share of "
        + "the distance between the baseline's mean and the best floor's mean in summary.csv, of the same cell_id, split and metric; floors are the "
        + "rows whose mode is no way to read gates. Empty where nothing is declared, the metric is another, or the baseline is no better than that floor."
    ) { $0.equivalence },
    .init(
      "equivalence_low",
      "Lower end of the interval that equivalence is judged by: it inverts the sign-flip test at level 0.1 / m, m being the rows of the declared "
        + "metric that have pairs (two one-sided tests, Bonferroni); empty where equivalence or mean_difference is, and where too few pairs give no bound."
    ) { $0.equivalenceInterval?.low },
    .init("equivalence_high", "Upper end of that interval; empty in the same cases.") {
      $0.equivalenceInterval?.high
    },
    .init(
      count: "n_to_decide",
      "Replicates that would decide an undecided row with a power of 80 %, if mean and spread of the differences stay as they are; empty where the "
        + "row is decided, or 100000 would not do."
    ) { $0.replicatesNeeded },
  ]

  /// The row's cells under ``columns``, as text.
  public var fields: [String] { Self.columns.map { $0.text(self) } }
}
