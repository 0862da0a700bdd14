package import Statistics

/// The differences to the baseline with their intervals, as the terminal and the page both draw them.
package struct ComparisonForest: Sendable {
  /// A candidate.
  package struct Row: Sendable {
    /// What it is compared by.
    package let comparison: PairedComparison
    /// The value of the compared axis.
    package let candidate: String
    /// The values of the other axes.
    package let otherLabels: [String]
    /// The row of `comparisons.csv`, from 1.
    package let number: Int

    /// The candidate with the values of the other axes.
    package var name: String { ([candidate] + otherLabels).joined(separator: ", ") }
    /// Where the mark stands; `nil` where there is no mean difference.
    package var mean: Double? { comparison.meanDifference }
    /// The ends of the line, where both are known.
    package var interval: Interval? {
      comparison.interval.flatMap { $0.low.isFinite && $0.high.isFinite ? $0 : nil }
    }
  }

  /// The score that is compared.
  package let score: ScoreColumn
  /// What candidates are compared with: the line at 0.
  package let baseline: String
  /// The candidates, in the order of `comparisons.csv`.
  package private(set) var rows: [Row]

  /// - Parameters:
  ///   - source: the comparisons.
  ///   - score: the score that is compared; `nil` comes of one that nothing is compared by.
  package init?(_ source: ComparisonSource, _ score: ScoreColumn) {
    guard let baseline = source.baseline else { return nil }
    rows = source.comparisons.enumerated().filter { $0.element.column.name == score.name }.map { place, row in
      Row(
        comparison: row.comparison, candidate: row.candidate, otherLabels: row.otherLabels, number: place + 1)
    }
    guard !rows.isEmpty else { return nil }
    (self.score, self.baseline) = (score, baseline)
  }

  /// The candidates at these values of the other axes alone.
  package func part(_ otherLabels: [String]) -> ComparisonForest {
    var part = self
    part.rows = rows.filter { $0.otherLabels == otherLabels }
    return part
  }

  /// The same with no more rows than these.
  package func prefix(_ count: Int) -> ComparisonForest {
    var part = self
    part.rows = Array(rows.prefix(count))
    return part
  }

  /// −δ and δ, where all rows have the same; else none.
  package var bounds: [Double] {
    guard let delta = rows.first?.comparison.equivalence,
      rows.allSatisfy({ $0.comparison.equivalence == delta })
    else { return [] }
    return [-delta, delta]
  }
}
