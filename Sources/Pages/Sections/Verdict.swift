import Reports
import Running
import Statistics

/// What the declared comparison came to, a sentence for each candidate.
enum Verdict {
  /// Sentences beyond this are left out.
  private static let longest = 12

  /// The sentences; none where no comparison is declared.
  static func sentences(_ folder: ResultsFolder) -> [String] {
    guard let source = folder.comparison, let score = source.headline else { return [] }
    let rows = source.comparisons.filter { $0.column.name == score.name }
    guard let baseline = source.baseline, !rows.isEmpty else { return [] }
    let direction = score.lowerIsBetter ? "lower" : "higher"
    let head = "Compared by \(score.name), where \(direction) is better, with \(baseline) as the baseline:"
    let shown = rows.prefix(longest).map { sentence($0, score) }
    let rest =
      rows.count > longest ? ["\(rows.count - longest) further comparisons are in comparisons.csv."] : []
    return [head] + shown + rest
  }

  private static func sentence(_ row: ComparisonRows.Row, _ score: ScoreColumn) -> String {
    let (name, comparison) = (name(row), row.comparison)
    guard let difference = comparison.meanDifference else {
      return comparison.undefined > 0
        ? "\(name): no figure, as \(comparison.undefined) of \(comparison.pairs) pairs have an undefined score."
        : "\(name): no mean difference, as \(comparison.diverged) of \(comparison.pairs) pairs have a run that diverged\(p(comparison))."
    }
    let interval = comparison.interval.flatMap { $0.low.isFinite && $0.high.isFinite ? $0 : nil }
    let decimals = DecimalText.decimals(for: [interval.map { ($0.high - $0.low) / 2 } ?? abs(difference)])
    let text = DecimalText.signed(difference, decimals: decimals)
    let range =
      interval.map {
        " (95 % interval \(DecimalText.signed($0.low, decimals: decimals)) to \(DecimalText.signed($0.high, decimals: decimals))\(p(comparison)))"
      } ?? " (fewer than six pairs bound no interval\(p(comparison)))"
    guard isShown(comparison) else {
      let limit = comparison.detectableDifference.map {
        "; \(comparison.pairs) pairs detect \(DecimalText.text($0, decimals: decimals)) with 80 % power"
      }
      return "\(name): no difference is shown, \(text)\(range)\(limit ?? "")."
    }
    let isBetter = (difference < 0) == score.lowerIsBetter
    return "\(name) is \(isBetter ? "better" : "worse"): \(text)\(range)."
  }

  /// Whether the comparison, adjusted where it belongs to a family, rejects at 5 %.
  static func isShown(_ comparison: PairedComparison) -> Bool {
    (comparison.adjustedPValue ?? comparison.pValue).map { $0 <= 0.05 } ?? false
  }

  /// A candidate with the values of the other axes.
  static func name(_ row: ComparisonRows.Row) -> String {
    ([row.candidate] + row.otherLabels).joined(separator: ", ")
  }

  private static func p(_ comparison: PairedComparison) -> String {
    if let p = comparison.adjustedPValue { return ", Holm's p \(equal(p))" }
    return comparison.pValue.map { ", p \(equal($0))" } ?? ""
  }

  private static func equal(_ p: Double) -> String {
    let text = DecimalText.pValue(p)
    return text.hasPrefix("<") ? "< " + text.dropFirst() : "= " + text
  }
}
