import Reports
import Statistics

/// What has to be said of a comparison beside its figures, in sentences that the terminal and the page share.
package struct ComparisonNotes: Sendable {
  private let source: ComparisonSource
  private let score: ScoreColumn

  /// Notes on a score.
  package init(_ source: ComparisonSource, _ score: ScoreColumn) {
    (self.source, self.score) = (source, score)
  }

  /// The sentences, the gravest first.
  package var sentences: [String] {
    guard !rows.isEmpty else { return [] }
    return Learning(source, score).sentences + source.remarks + [exploratory, region].compactMap { $0 }
  }

  private var rows: [ComparisonRows.Row] { source.comparisons.filter { $0.column.name == score.name } }

  /// That p decides nothing of another metric than the declared one.
  private var exploratory: String? {
    guard rows.contains(where: { $0.comparison.verdict == .exploratory }), let declared = source.declared
    else {
      return nil
    }
    return
      "exploratory: the declared metric is \(declared); p of others is adjusted for nothing and decides nothing"
  }

  /// How equivalence is judged.
  private var region: String? {
    let deltas = rows.compactMap(\.comparison.equivalence)
    guard let least = deltas.min(), let most = deltas.max() else { return nil }
    let comparisons = PairedComparison.size(of: rows.map(\.comparison.pairs))
    let level = DecimalText.percentage(1 - 2 * SignificanceLevel.alpha / Double(max(1, comparisons)))
    let decimals = DecimalText.decimals(for: [least])
    let ends = [least, most].map { DecimalText.text($0, decimals: decimals) }
    let delta = ends[0] == ends[1] ? ends[0] : "\(ends[0]) to \(ends[1])"
    return "equivalent: the \(level) % interval lies inside ±δ, δ = \(delta)"
      + " (two one-sided tests\(comparisons > 1 ? ", \(comparisons) comparisons" : ""))"
  }
}

/// Who is no better than a floor.
private struct Learning {
  let source: ComparisonSource
  let score: ScoreColumn

  init(_ source: ComparisonSource, _ score: ScoreColumn) { (self.source, self.score) = (source, score) }

  /// A sentence for each group of cells in which the baseline and a candidate are no better than a floor.
  var sentences: [String] {
    guard let axis = source.axis, let baseline = source.baseline else { return [] }
    let scored = source.summaries.filter { $0.column == score }
    return scored.filter { $0.labels[axis] == baseline }.compactMap { base in
      guard let floor = floorNotPassed(by: base) else { return nil }
      let others = base.labels.enumerated().filter { $0.offset != axis }.map(\.element)
      let failed = scored.filter { row in
        row.labels[axis] != baseline && row.cellID != base.cellID
          && row.labels.enumerated().filter { $0.offset != axis }.map(\.element) == others
          && floorNotPassed(by: row) != nil
      }.map { $0.labels[axis] }
      guard !failed.isEmpty else { return nil }
      let names = ([baseline] + failed).joined(separator: ", ")
      let place = others.isEmpty ? "" : " (\(others.joined(separator: ", ")))"
      return
        "\(failed.count == 1 ? "neither" : "none") has learned\(place): \(names) are not shown to be better than the floor \(floor)"
    }
  }

  /// The best floor of a cell, where the cell's 95 % interval reaches it; a diverged run is no better than any floor.
  private func floorNotPassed(by row: SummaryRow) -> String? {
    let floors = source.summaries.filter {
      $0.isFloor && $0.cellID == row.cellID && $0.column.isFloor(of: score)
    }.compactMap { floor in floor.summary.moments?.mean.map { (name: floor.column.mode, mean: $0) } }
    let best =
      score.lowerIsBetter
      ? floors.min { $0.mean < $1.mean } : floors.max { $0.mean < $1.mean }
    guard let best, row.summary.undefined == 0 else { return nil }
    let interval = row.summary.interval
    let end = score.lowerIsBetter ? interval?.high : interval?.low
    // One run has no interval; with a diverged one the median speaks.
    guard let value = end ?? row.summary.moments?.mean ?? row.summary.median else { return best.name }
    return (score.lowerIsBetter ? value < best.mean : value > best.mean) ? nil : best.name
  }
}
