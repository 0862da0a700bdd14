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
  let comparisons: [(candidate: String, comparison: PairedComparison)]
  let baseline: String?
  /// Whether p is adjusted over the family, as it is for the declared metric alone.
  let isAdjusted: Bool

  var table: ReportTable {
    func right(_ titles: [String]) -> [ReportTable.Column] { titles.map { ReportTable.Column($0) } }
    var columns = [ReportTable.Column(axis, .left)]
    columns += right(["mean", "95 %", "difference", "95 %", "p", isAdjusted ? "p (Holm)" : ""])
    columns += [ReportTable.Column("", .bar)] + right(["solved", "95 %", "diverged", "undefined"])
    let reference = rows.first { $0.label == baseline }?.summary.moments?.mean
    return ReportTable(
      columns, rows: rows.map(row) + namedFloors.map(floorRow), reference: reference
    ).withoutEmptyColumns
  }

  private func row(_ row: Row) -> [ReportTable.Cell] {
    let (summary, decimals) = (row.summary, decimals)
    let (mean, interval) = (summary.moments?.mean, summary.interval)
    let comparison = comparisons.first { $0.candidate == row.label }?.comparison
    let difference = comparison?.meanDifference.map { DecimalText.signed($0, decimals: decimals) } ?? ""
    let texts: [String] = [
      row.label, mean.map { DecimalText.text($0, decimals: decimals) } ?? "",
      interval.map { "± " + DecimalText.text(($0.high - $0.low) / 2, decimals: decimals) } ?? "",
      row.label == baseline ? "baseline" : difference,
      comparison?.interval.map(text) ?? "", comparison?.pValue.map(DecimalText.pValue) ?? "",
      comparison?.adjustedPValue.map(DecimalText.pValue) ?? "",
    ]
    let counts: [String] = [
      summary.solved.map { "\($0) of \(summary.count)" } ?? "", summary.solveRateInterval.map(percent) ?? "",
      summary.diverged > 0 ? "\(summary.diverged) of \(summary.count)" : "",
      summary.undefined > 0 ? "\(summary.undefined) of \(summary.count)" : "",
    ]
    let bar = ReportTable.Cell.bar(mean: mean, low: interval?.low, high: interval?.high)
    return texts.map(ReportTable.Cell.text) + [bar] + counts.map(ReportTable.Cell.text)
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

  private func floorRow(_ floor: (label: String, mean: Double)) -> [ReportTable.Cell] {
    let mean = DecimalText.text(floor.mean, decimals: decimals)
    let texts = [floor.label, mean, "", "", "", "", ""].map(ReportTable.Cell.text)
    return texts + [.bar(mean: floor.mean, low: nil, high: nil), "", "", "", ""]
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
