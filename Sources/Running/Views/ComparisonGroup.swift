import Reports
import Statistics

/// The rows of a comparison that share one scale: the values of the compared axis, and the floors.
struct ComparisonGroup {
  /// One value of the compared axis.
  struct Row {
    let label: String
    let cellID: String
    let summary: Summary
  }

  let title: String
  let axis: String
  let rows: [Row]
  /// The floors of all cells, for the score that is shown.
  let floors: [SummaryRow]
  /// The differences to the baseline; `nil` where nothing is compared.
  let forest: ComparisonForest?
  let baseline: String?
  /// Whether p is adjusted over the family, as it is for the declared metric alone.
  let isAdjusted: Bool

  /// What is decided with means beside it, the differences as they lie, and what else they tell.
  var tables: [ReportTable] {
    let tables = forest.map { [decisions, drawn($0), details($0)] } ?? [decisions, drawnMeans]
    return tables.filter { $0.columns.count > 1 }
  }

  /// Whether some comparison is undecided, and how many replicates would decide it can be told.
  var needsReplicates: Bool {
    forest?.rows.contains { $0.comparison.replicatesToDecide != nil } ?? false
  }

  private func right(_ titles: [String]) -> [ReportTable.Column] { titles.map { ReportTable.Column($0) } }

  private var decisions: ReportTable {
    let columns =
      [ReportTable.Column(axis, .left)] + right(["difference", "95 %", isAdjusted ? "p (Holm)" : "p"])
      + [ReportTable.Column("verdict", .left)]
      + right(["mean, 95 %", "solved, 95 %", "diverged", "undefined"])
    return ReportTable(columns, rows: rows.map(row) + namedFloors.map(floorRow)).withoutEmptyColumns
  }

  private func row(_ row: Row) -> [ReportTable.Cell] {
    let (summary, decimals) = (row.summary, decimals)
    let comparison = forest?.rows.first { $0.candidate == row.label }?.comparison
    let difference = comparison?.meanDifference.map { DecimalText.signed($0, decimals: decimals) } ?? ""
    let p = isAdjusted ? comparison?.adjustedPValue : comparison?.pValue
    let texts: [String] = [
      row.label, forest != nil && row.label == baseline ? "baseline" : difference,
      comparison?.interval.map(text) ?? "", p.map(DecimalText.pValue) ?? "",
      comparison?.verdict?.rawValue ?? "", mean(row),
      solved(row),
      summary.diverged > 0 ? "\(summary.diverged) of \(summary.count)" : "",
      summary.undefined > 0 ? "\(summary.undefined) of \(summary.count)" : "",
    ]
    return texts.map(ReportTable.Cell.text)
  }

  /// A mean and half the width of its interval.
  private func mean(_ row: Row) -> String {
    row.summary.moments?.mean.map { DecimalText.text($0, decimals: decimals) + half(row) } ?? ""
  }

  /// How many runs meet the task's criterion, and the ends of the rate's interval in a column of their own.
  private func solved(_ row: Row) -> String {
    guard let solved = row.summary.solved, let ends = row.summary.solveRateInterval.map(percent) else {
      return ""
    }
    let widest = rows.compactMap { $0.summary.solveRateInterval.map(percent)?.count }.max() ?? 0
    return "\(solved) of \(row.summary.count)  " + String(repeating: " ", count: widest - ends.count) + ends
  }

  private func half(_ row: Row) -> String {
    row.summary.interval.map { " ± " + DecimalText.text(($0.high - $0.low) / 2, decimals: decimals) } ?? ""
  }

  private func floorRow(_ floor: (label: String, mean: Double)) -> [ReportTable.Cell] {
    // What stands behind the means of the rows is left blank, so that the points of all means are in one column.
    let blank = rows.map { half($0).count }.max() ?? 0
    let mean = DecimalText.text(floor.mean, decimals: decimals) + String(repeating: " ", count: blank)
    return [floor.label, "", "", "", "", mean, "", "", ""].map(ReportTable.Cell.text)
  }

  /// Differences on one scale, with a line at 0 and dots at −δ and δ.
  private func drawn(_ forest: ComparisonForest) -> ReportTable {
    ReportTable(
      [.init(axis, .left), .init("difference to \(forest.baseline)", .bar)],
      rows: forest.rows.map {
        [.text($0.candidate), .bar(mean: $0.mean, low: $0.interval?.low, high: $0.interval?.high)]
      }, reference: 0, bounds: forest.bounds
    ).withoutEmptyColumns
  }

  /// Means on one scale, where nothing is compared.
  private var drawnMeans: ReportTable {
    ReportTable(
      [.init(axis, .left), .init("mean", .bar)],
      rows: rows.map { row in
        let (mean, interval) = (row.summary.moments?.mean, row.summary.interval)
        return [.text(row.label), .bar(mean: mean, low: interval?.low, high: interval?.high)]
      } + namedFloors.map { [.text($0.label), .bar(mean: $0.mean, low: nil, high: nil)] }
    ).withoutEmptyColumns
  }

  private func details(_ forest: ComparisonForest) -> ReportTable {
    ReportTable(
      [.init(axis, .left)]
        + right(["P(better)", "95 %", "ties", "effect size", "detectable", "decided by"]),
      rows: forest.rows.map { row in
        let (comparison, wins) = (row.comparison, row.comparison.wins)
        let texts: [String] = [
          row.candidate, wins?.share.map { DecimalText.text($0, decimals: 2) } ?? "",
          wins?.interval.map {
            "[\(DecimalText.text($0.low, decimals: 2)), \(DecimalText.text($0.high, decimals: 2))]"
          } ?? "",
          wins.map { $0.ties > 0 ? String($0.ties) : "" } ?? "",
          comparison.effectSize.map { DecimalText.signed($0, decimals: 2) } ?? "",
          comparison.detectableDifference.map { DecimalText.text($0, decimals: decimals) } ?? "",
          comparison.replicatesToDecide ?? "",
        ]
        return texts.map(ReportTable.Cell.text)
      }
    ).withoutEmptyColumns
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

  /// One row for each floor, or one for each cell where the axis changes the task and with it the floor.
  private var namedFloors: [(label: String, mean: Double)] {
    let labels = Dictionary(rows.map { ($0.cellID, $0.label) }, uniquingKeysWith: { first, _ in first })
    var modes: [String] = []
    for floor in floors where !modes.contains(floor.column.mode) { modes.append(floor.column.mode) }
    return modes.flatMap { mode -> [(String, Double)] in
      let alike = floors.filter { $0.column.mode == mode }
      let means = alike.compactMap { row in row.summary.moments?.mean.map { (labels[row.cellID] ?? "", $0) } }
      guard let first = alike.first else { return [] }
      // Cells with fewer finished runs have other means of the same floor.
      let areEqual = alike.allSatisfy {
        $0.summary.count != first.summary.count || $0.summary.moments == first.summary.moments
      }
      return areEqual ? means.prefix(1).map { (mode, $0.1) } : means.map { ("\(mode), \($0.0)", $0.1) }
    }
  }

  private var decimals: Int {
    DecimalText.decimals(for: rows.compactMap { $0.summary.interval.map { ($0.high - $0.low) / 2 } })
  }
}

extension PairedComparison {
  /// How many replicates would decide, as people are told; `nil` where that is decided, or cannot be told.
  package var replicatesToDecide: String? {
    guard verdict == .undecided, detectableDifference != nil else { return nil }
    return replicatesNeeded.map { "n = \($0)" } ?? "n > \(ReplicatesNeeded.limit)"
  }
}
