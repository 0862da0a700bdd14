import Reports
import Running
import Statistics

/// What the declared comparison came to, a sentence for each candidate.
enum Verdict {
  /// Sentences beyond this are left out.
  private static let longest = 12

  /// The sentences; none where no comparison is declared.
  static func sentences(_ folder: ResultsFolder) -> [String] {
    guard let source = folder.comparison, let score = source.headline,
      let forest = ComparisonForest(source, score)
    else { return [] }
    let direction = score.lowerIsBetter ? "lower" : "higher"
    let head =
      "Compared by \(score.name), where \(direction) is better, with \(forest.baseline) as the baseline:"
    let shown = forest.prefix(longest).rows.map(sentence)
    let count = forest.rows.count
    let rest = count > longest ? ["\(count - longest) further comparisons are in comparisons.csv."] : []
    let notes = ComparisonNotes(source, score).sentences.map {
      $0.prefix(1).uppercased() + $0.dropFirst() + "."
    }
    return [head] + shown + rest + notes
  }

  private static func sentence(_ row: ComparisonForest.Row) -> String {
    let (name, comparison) = (row.name, row.comparison)
    let verdict = verdict(comparison)
    guard let difference = comparison.meanDifference else {
      return comparison.undefined > 0
        ? "\(name): no figure, as \(comparison.undefined) of \(comparison.pairs) pairs have an undefined score."
        : "\(name)\(verdict): no mean difference, as \(comparison.diverged) of \(comparison.pairs) pairs have a run that diverged\(p(comparison))."
    }
    let decimals = DecimalText.decimals(
      for: [row.interval.map { ($0.high - $0.low) / 2 } ?? abs(difference)])
    let text = DecimalText.signed(difference, decimals: decimals)
    let range =
      row.interval.map {
        " (95 % interval \(DecimalText.signed($0.low, decimals: decimals)) to \(DecimalText.signed($0.high, decimals: decimals))\(p(comparison)))"
      } ?? " (fewer than six pairs bound no interval\(p(comparison)))"
    guard comparison.verdict == .undecided else { return "\(name)\(verdict): \(text)\(range)." }
    let limit = comparison.detectableDifference.map {
      "; \(comparison.pairs) pairs detect \(DecimalText.text($0, decimals: decimals)) with 80 % power"
    }
    let needed = comparison.replicatesToDecide.map {
      ", and \($0) would decide it if the differences stay as they are"
    }
    return "\(name)\(verdict): \(text)\(range)\(limit ?? "")\(needed ?? "")."
  }

  /// The verdict's word behind a name; nothing in tables of earlier versions.
  private static func verdict(_ comparison: PairedComparison) -> String {
    switch comparison.verdict {
    case nil: ""
    case .exploratory?: " (exploratory)"
    case let verdict?: " is \(verdict.rawValue)"
    }
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
