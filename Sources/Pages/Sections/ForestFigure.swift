import Drawing
import Reports
import Running
import Statistics

/// A forest of paired differences: the mean of each candidate with its interval, and the difference of every replicate.
struct ForestFigure {
  private struct Row {
    let name: String
    let series: Int
    let comparison: PairedComparison
    let differences: [RunScores.Score]
    /// The row of `comparisons.csv`.
    let number: Int
  }

  private let rows: [Row]
  private let omitted: Int
  private let score: ScoreColumn
  private let baseline: String

  /// - Parameters:
  ///   - source: the comparisons.
  ///   - design: the sweep.
  ///   - score: the score that is compared.
  ///   - scores: its values.
  init?(_ source: ComparisonSource, _ design: Design, _ score: ScoreColumn, _ scores: RunScores) {
    guard let axis = source.axis, let baseline = source.baseline else { return nil }
    let all = source.comparisons.enumerated().filter { $0.element.column.name == score.name }
    guard !all.isEmpty else { return nil }
    self.baseline = baseline
    self.score = score
    omitted = max(0, all.count - Design.Room.rows)
    rows = all.prefix(Design.Room.rows).map { place, row in
      func cell(_ value: String) -> Int? {
        design.cells.firstIndex { cell in
          var others = cell.labels
          return others.remove(at: axis) == value && others == row.otherLabels
        }
      }
      let pair = cell(row.candidate).flatMap { candidate in cell(row.baseline).map { (candidate, $0) } }
      return Row(
        name: Verdict.name(row), series: pair.map { design.cells[$0.0].series } ?? 0,
        comparison: row.comparison,
        differences: pair.map { scores.differences(of: $0.0, to: $0.1) } ?? [], number: place + 1)
    }
  }

  var omissions: [Passage] {
    omitted > 0
      ? [
        .omission(
          "\(omitted) of \(rows.count + omitted) comparisons are left out here; comparisons.csv has all.")
      ] : []
  }

  var figure: Figure {
    let (rows, score) = (rows, score)
    return Figure(
      "differences", title: "Differences to \(baseline)",
      description:
        "Candidate minus \(baseline) in \(score.name), \(score.lowerIsBetter ? "lower" : "higher") is better. Large marks are means with 95 % intervals of the sign-flip test, small ones the replicates.",
      table: FigureTable(
        ["candidate", "mean difference", "95 % interval", "p", "p (Holm)", "row of comparisons.csv"],
        rows: rows.map(Self.cells))
    ) { Self.draw(rows, score, $0) }
  }

  private static func cells(_ row: Row) -> [String] {
    let comparison = row.comparison
    return [
      row.name, comparison.meanDifference.map(Scale.brief) ?? "",
      comparison.interval.map { "\(Scale.brief($0.low)) to \(Scale.brief($0.high))" } ?? "",
      comparison.pValue.map(DecimalText.pValue) ?? "",
      comparison.adjustedPValue.map(DecimalText.pValue) ?? "",
      "\(row.number)",
    ]
  }

  private static func draw(_ rows: [Row], _ score: ScoreColumn, _ layout: Figure.Layout) -> Sketch {
    let em = layout.fontSize
    var sketch = Sketch(layout, height: em * (4.5 + 2.4 * Double(rows.count)))
    let values = rows.flatMap { row in
      row.differences.prefix(Design.Room.runs).map(\.value)
        + [row.comparison.meanDifference, row.comparison.interval?.low, row.comparison.interval?.high]
        .compactMap { $0 }
    }
    let plot = Plot(
      in: &sketch, x: Plot.Axis(Scale(over: values + [0], count: 4), "difference in \(score.metric)"),
      y: Plot.Axis(names: rows.map(\.name)), isTopDown: true)
    plot.mark(0, "no difference", in: &sketch)
    for (place, row) in rows.enumerated() {
      for (index, difference) in row.differences.prefix(Design.Room.runs).enumerated() {
        plot.marker(
          difference.value, Double(place) + 0.6 * spread(index), series: row.series, radius: em * 0.17,
          isFaint: true,
          in: &sketch,
          note: "\(row.name), replicate \(difference.replicate): \(Scale.brief(difference.value))",
          source: "runs.csv, row \(difference.row)")
      }
      guard let mean = row.comparison.meanDifference else { continue }
      let note =
        "\(row.name): "
        + zip(["", "mean ", "95 % ", "p ", "Holm's p "], cells(row)).dropFirst()
        .filter { !$1.isEmpty }.map { $0 + $1 }.joined(separator: ", ")
      let source = "comparisons.csv, row \(row.number)"
      if let interval = row.comparison.interval, interval.low.isFinite, interval.high.isFinite {
        plot.line(
          [(interval.low, Double(place)), (interval.high, Double(place))], .interval(row.series), in: &sketch,
          note: note, source: source)
      }
      plot.marker(
        mean, Double(place), series: row.series, radius: em * 0.42, in: &sketch, note: note, source: source)
    }
    return sketch
  }
}
