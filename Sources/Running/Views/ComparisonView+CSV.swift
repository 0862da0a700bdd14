import Reports
import Statistics
import Tables

extension ComparisonView {
  /// What is shown as a table for programs: a row for every cell and floor, with nine significant digits.
  ///
  /// The columns are those of `summary.csv` and `comparisons.csv` that are shown, the ends of both intervals named for what they are of.
  public var csv: String {
    let header =
      source.axes + ["split", "mode", "metric", "role"] + Self.means.map(\.0) + Self.differences.map(\.0)
    let forest = ComparisonForest(source, column)
    let rows = shown.map { row -> [String] in
      let others = row.labels.enumerated().filter { $0.offset != source.axis }.map(\.element)
      let candidate = source.axis.flatMap { axis in
        forest?.rows.first { $0.candidate == row.labels[axis] && $0.otherLabels == others }
      }
      let isBase = source.axis.map { row.labels[$0] == source.baseline } ?? false
      let role = row.isFloor ? "floor" : isBase ? "baseline" : forest == nil ? "cell" : "candidate"
      let means = Dictionary(
        uniqueKeysWithValues: zip(Summary.columns.map(\.name), row.summary.fields))
      let differences = Dictionary(
        uniqueKeysWithValues: zip(
          PairedComparison.columns.map(\.name),
          row.isFloor ? [] : candidate?.comparison.fields ?? []))
      return row.labels + [row.column.split, row.column.mode, row.column.metric, role]
        + Self.means.map { means[$0.1] ?? "" } + Self.differences.map { differences[$0.1] ?? "" }
    }
    return String(
      decoding: ([header] + rows).flatMap { CSVLine($0.map { .text($0) }).finished() }, as: UTF8.self)
  }

  /// The score's rows, and behind them those of its floors.
  private var shown: [SummaryRow] {
    source.summaries.filter { $0.column == column }
      + source.summaries.filter { $0.isFloor && $0.column.isFloor(of: column) }
  }

  /// Names here, and in `summary.csv`.
  private static let means = [
    ("n", "n"), ("n_diverged", "n_diverged"), ("n_undefined", "n_undefined"), ("mean", "mean"),
    ("mean_low", "ci95_low"), ("mean_high", "ci95_high"), ("median", "median"), ("solved", "solved"),
  ]

  /// Names here, and in `comparisons.csv`.
  private static let differences =
    [
      ("mean_difference", "mean_difference"), ("difference_low", "ci95_low"),
      ("difference_high", "ci95_high"),
    ]
    + [
      "p_value", "p_holm", "verdict", "p_better", "p_better_low", "p_better_high", "ties", "equivalence",
      "effect_size", "mde80", "n_to_decide",
    ].map { ($0, $0) }
}
