import Drawing
import Reports
import Running
import Statistics

/// A forest of paired differences: the mean of each candidate with its interval, and the difference of every replicate.
struct ForestFigure {
  private struct Row {
    let forest: ComparisonForest.Row
    let series: Int
    let differences: [RunScores.Score]

    var name: String { forest.name }
    var comparison: PairedComparison { forest.comparison }
  }

  private let rows: [Row]
  private let omitted: Int
  private let score: ScoreColumn
  private let forest: ComparisonForest

  /// - Parameters:
  ///   - source: the comparisons.
  ///   - design: the sweep.
  ///   - score: the score that is compared.
  ///   - scores: its values.
  init?(_ source: ComparisonSource, _ design: Design, _ score: ScoreColumn, _ scores: RunScores) {
    guard let axis = source.axis, let forest = ComparisonForest(source, score) else { return nil }
    self.score = score
    self.forest = forest.prefix(Design.Room.rows)
    omitted = forest.rows.count - self.forest.rows.count
    rows = self.forest.rows.map { row in
      func cell(_ value: String) -> Int? {
        design.cells.firstIndex { cell in
          var others = cell.labels
          return others.remove(at: axis) == value && others == row.otherLabels
        }
      }
      let pair = cell(row.candidate).flatMap { candidate in cell(forest.baseline).map { (candidate, $0) } }
      return Row(
        forest: row, series: pair.map { design.cells[$0.0].series } ?? 0,
        differences: pair.map { scores.differences(of: $0.0, to: $0.1) } ?? [])
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
    let (rows, forest, baseline) = (rows, forest, forest.baseline)
    return Figure(
      "differences", title: "Differences to \(baseline)",
      description:
        "Candidate minus \(baseline) in \(score.name), \(score.lowerIsBetter ? "lower" : "higher") is better. Large marks are means with 95 % intervals of the sign-flip test, small ones the replicates.",
      table: FigureTable(
        [
          "candidate", "mean difference", "95 % interval", "p", "p (Holm)", "verdict",
          "row of comparisons.csv",
        ],
        rows: rows.map(Self.cells))
    ) { Self.draw(rows, forest, $0) }
  }

  private static func cells(_ row: Row) -> [String] {
    let comparison = row.comparison
    return [
      row.name, comparison.meanDifference.map(Scale.brief) ?? "",
      comparison.interval.map { "\(Scale.brief($0.low)) to \(Scale.brief($0.high))" } ?? "",
      comparison.pValue.map(DecimalText.pValue) ?? "",
      comparison.adjustedPValue.map(DecimalText.pValue) ?? "", comparison.verdict?.rawValue ?? "",
      "\(row.forest.number)",
    ]
  }

  private static func draw(_ rows: [Row], _ forest: ComparisonForest, _ layout: Figure.Layout) -> Sketch {
    let em = layout.fontSize
    var sketch = Sketch(layout, height: em * (4.5 + 2.4 * Double(rows.count)))
    let values = rows.flatMap { row in
      row.differences.prefix(Design.Room.runs).map(\.value)
        + [row.forest.mean, row.forest.interval?.low, row.forest.interval?.high].compactMap { $0 }
    }
    let plot = Plot(
      in: &sketch,
      x: Plot.Axis(
        Scale(over: values + forest.bounds + [0], count: 4), "difference in \(forest.score.metric)"),
      y: Plot.Axis(names: rows.map(\.name)), isTopDown: true)
    plot.mark(0, "no difference", in: &sketch)
    for (bound, name) in zip(forest.bounds, ["−δ", "δ"]) { plot.mark(bound, name, in: &sketch) }
    for (place, row) in rows.enumerated() {
      for (index, difference) in row.differences.prefix(Design.Room.runs).enumerated() {
        plot.marker(
          difference.value, Double(place) + 0.6 * spread(index), series: row.series, radius: em * 0.17,
          isFaint: true,
          in: &sketch,
          note: "\(row.name), replicate \(difference.replicate): \(Scale.brief(difference.value))",
          source: "runs.csv, row \(difference.row)")
      }
      guard let mean = row.forest.mean else { continue }
      let note =
        "\(row.name): "
        + zip(["", "mean ", "95 % ", "p ", "Holm's p ", ""], cells(row)).dropFirst()
        .filter { !$1.isEmpty }.map { $0 + $1 }.joined(separator: ", ")
      let source = "comparisons.csv, row \(row.forest.number)"
      if let interval = row.forest.interval {
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
