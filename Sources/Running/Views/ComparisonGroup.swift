import Statistics

/// The rows of `sluice compare` that share one scale: the values of the compared axis, and the floors.
struct ComparisonGroup {
  let title: String
  let axis: String
  let cells: [(label: String, scores: CellScores)]
  let comparisons: [ComparisonRows.Row]
  let column: ScoreColumn
  let baseline: String?
  /// Whether p is adjusted over the family, as it is for the declared metric alone.
  let isAdjusted: Bool

  func lines(isColored: Bool) -> [String] {
    var rows = [header]
    rows += cells.compactMap { cell in summary(of: cell.scores).map { row(cell.label, $0) } }
    rows += floors.map(floorRow)
    let used = header.indices.filter { column in rows.dropFirst().contains { !$0[column].isEmpty } }
    let table = TextTable(
      columns: used.map { [0, 7].contains($0) ? .left : .right },
      rows: rows.map { row in used.map { row[$0] } })
    var lines = table.lines
    if isColored, !lines.isEmpty { lines[0] = "\u{1B}[1m\(lines[0])\u{1B}[0m" }
    return (title.isEmpty ? [] : [title]) + lines
  }

  private var header: [String] {
    [
      axis, "mean", "95 %", "difference", "95 %", "p", isAdjusted ? "p (Holm)" : "", "", "solved", "95 %",
      "diverged", "undefined",
    ]
  }

  private func summary(of scores: CellScores) -> Summary? {
    scores.summaries.first { $0.column.name == column.name }?.summary
  }

  private func row(_ label: String, _ summary: Summary) -> [String] {
    let mean = summary.moments?.mean
    let interval = summary.interval
    let comparison = comparisons.first { $0.candidate == label }?.comparison
    return [
      label,
      mean.map { DecimalText.text($0, decimals: decimals) } ?? "",
      interval.map { "± " + DecimalText.text(($0.high - $0.low) / 2, decimals: decimals) } ?? "",
      label == baseline
        ? "baseline" : comparison?.meanDifference.map { DecimalText.signed($0, decimals: decimals) } ?? "",
      comparison?.interval.map(text) ?? "",
      comparison?.pValue.map(DecimalText.pValue) ?? "",
      comparison?.adjustedPValue.map(DecimalText.pValue) ?? "",
      bar.text(mean: mean, low: interval?.low, high: interval?.high),
      summary.solved.map { "\($0) of \(summary.count)" } ?? "",
      summary.solveRateInterval.map(percent) ?? "",
      summary.diverged > 0 ? "\(summary.diverged) of \(summary.count)" : "",
      summary.undefined > 0 ? "\(summary.undefined) of \(summary.count)" : "",
    ]
  }

  private func text(_ interval: Interval) -> String {
    guard interval.low.isFinite, interval.high.isFinite else { return "" }
    return "[\(DecimalText.signed(interval.low, decimals: decimals)), "
      + "\(DecimalText.signed(interval.high, decimals: decimals))]"
  }

  /// The ends of a rate's interval.
  private func percent(_ interval: Interval) -> String {
    let ends = [interval.low, interval.high].map { DecimalText.text(100 * $0, decimals: 0) + " %" }
    return "[\(ends[0]), \(ends[1])]"
  }

  private func floorRow(_ floor: (mode: String, mean: Double)) -> [String] {
    [
      floor.mode, DecimalText.text(floor.mean, decimals: decimals), "", "", "", "", "",
      bar.text(mean: floor.mean), "", "", "", "",
    ]
  }

  /// The floors of the same split and metric: one row each, or one for each cell where the axis changes the task.
  private var floors: [(mode: String, mean: Double)] {
    guard let first = cells.first?.scores else { return [] }
    let columns = first.floors.map(\.column).filter { $0.split == column.split && $0.metric == column.metric }
    return columns.flatMap { floor in
      let isCommon = cells.allSatisfy { $0.scores.agrees(with: first, on: floor) }
      return (isCommon ? cells.prefix(1) : cells[...]).compactMap { cell in
        let summary = cell.scores.summaries.first { $0.column == floor }?.summary
        return summary?.moments?.mean.map { (isCommon ? floor.mode : "\(floor.mode), \(cell.label)", $0) }
      }
    }
  }

  private var decimals: Int {
    DecimalText.decimals(
      for: cells.compactMap { summary(of: $0.scores)?.interval.map { ($0.high - $0.low) / 2 } })
  }

  private var bar: IntervalBar {
    let summaries = cells.compactMap { cell in summary(of: cell.scores).map { (cell.label, $0) } }
    let numbers = summaries.flatMap { [$0.1.moments?.mean, $0.1.interval?.low, $0.1.interval?.high] }
    return IntervalBar(
      covering: numbers.compactMap { $0 } + floors.map(\.mean),
      reference: summaries.first { $0.0 == baseline }?.1.moments?.mean)
  }
}
