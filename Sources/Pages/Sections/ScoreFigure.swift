import Drawing
import Running
import Statistics

/// The score of every run of a group of cells, with means and intervals, and floors as lines.
struct ScoreFigure {
  private struct Row {
    let name: String
    let series: Int
    let scores: [RunScores.Score]
    let summary: Summary
    /// The row of `summary.csv`.
    let number: Int
  }

  private let rows: [Row]
  private let floors: [Floor]
  private let omitted: Int
  private let score: ScoreColumn
  private let group: Int
  private let title: String

  /// - Parameters:
  ///   - source: the scores of all cells.
  ///   - design: the sweep.
  ///   - score: the score that is shown.
  ///   - scores: its values.
  ///   - group: which cells are shown.
  init?(
    _ source: ComparisonSource, _ design: Design, _ score: ScoreColumn, _ scores: RunScores, group: Int
  ) {
    let cells = design.cells.indices.filter { design.cells[$0].group == group }
    let own = Dictionary(
      source.summaries.enumerated().filter { $0.element.column == score }.map { ($0.element.cellID, $0) },
      uniquingKeysWith: { first, _ in first })
    let all = cells.compactMap { place in
      own[design.cells[place].id].map { number, row in
        Row(
          name: design.series[design.cells[place].series], series: design.cells[place].series,
          scores: scores.cells[place], summary: row.summary, number: number + 1)
      }
    }
    guard !all.isEmpty else { return nil }
    rows = Array(all.prefix(Design.Room.rows))
    omitted = all.count - rows.count
    floors = source.floors(
      split: score.split, metric: score.metric, cells: Set(cells.map { design.cells[$0].id }))
    (self.score, self.group, title) = (score, group, design.groups[group])
  }

  var omissions: [Passage] {
    let crowd = rows.map(\.scores.count).max() ?? 0
    return
      (omitted > 0
      ? [.omission("\(omitted) of \(rows.count + omitted) cells are left out here; summary.csv has all.")]
      : [])
      + (crowd > Design.Room.runs && group == 0
        ? [
          .omission(
            "Of each cell the first \(Design.Room.runs) of up to \(crowd) replicates are drawn; means and intervals are of all."
          )
        ]
        : [])
  }

  var figure: Figure {
    let (rows, floors, score) = (rows, floors, score)
    return Figure(
      group == 0 ? "scores" : "scores-\(group + 1)", title: "Scores" + (title.isEmpty ? "" : ", \(title)"),
      description:
        "\(score.name) of every replicate, \(score.lowerIsBetter ? "lower" : "higher") is better; large marks are means with 95 % t intervals, dashed lines floors and chance levels.",
      table: FigureTable(
        ["cell", "n", "mean", "95 % interval", "median", "row of summary.csv"],
        rows: rows.map(Self.cells)
          + floors.map { [$0.name, "", Scale.brief($0.value), "", "", "\($0.row)"] })
    ) { Self.draw(rows, floors, score, $0) }
  }

  private static func cells(_ row: Row) -> [String] {
    [
      row.name, "\(row.summary.count)", row.summary.moments?.mean.map(Scale.brief) ?? "",
      row.summary.interval.map { "\(Scale.brief($0.low)) to \(Scale.brief($0.high))" } ?? "",
      row.summary.median.map(Scale.brief) ?? "", "\(row.number)",
    ]
  }

  private static func draw(
    _ rows: [Row], _ floors: [Floor], _ score: ScoreColumn, _ layout: Figure.Layout
  ) -> Sketch {
    let em = layout.fontSize
    var sketch = Sketch(layout, height: em * (4.5 + 2 * Double(rows.count + floors.count)))
    let values =
      rows.flatMap { row in
        row.scores.prefix(Design.Room.runs).map(\.value)
          + [row.summary.moments?.mean, row.summary.interval?.low, row.summary.interval?.high].compactMap {
            $0
          }
      } + floors.map(\.value)
    // Scores over several magnitudes would lie on top of each other.
    let points = rows.flatMap { $0.scores.map(\.value) } + floors.map(\.value)
    let isWide = (points.min() ?? 0) > 0 && (points.max() ?? 0) > 50 * (points.min() ?? 1)
    let plot = Plot(
      in: &sketch,
      x: Plot.Axis(
        Scale(over: isWide ? points : values, isWide ? .logarithmic : .linear, count: 4), score.metric),
      y: Plot.Axis(names: rows.map(\.name) + floors.map(\.name)), isTopDown: true)
    for (place, floor) in floors.enumerated() {
      plot.mark(floor.value, floor.name, in: &sketch, source: floor.source)
      sketch.add(
        .marker(plot.place(floor.value, Double(rows.count + place)), .diamond, radius: em * 0.35), .label,
        note: "\(floor.name): \(Scale.brief(floor.value))", source: floor.source)
    }
    for (place, row) in rows.enumerated() { draw(row, at: Double(place), in: plot, &sketch) }
    return sketch
  }

  private static func draw(_ row: Row, at place: Double, in plot: Plot, _ sketch: inout Sketch) {
    let em = sketch.fontSize
    for (index, run) in row.scores.prefix(Design.Room.runs).enumerated() {
      plot.marker(
        run.value, place + 0.6 * spread(index), series: row.series, radius: em * 0.17, isFaint: true,
        in: &sketch, note: "\(row.name), replicate \(run.replicate): \(Scale.brief(run.value))",
        source: "runs.csv, row \(run.row)")
    }
    guard let mean = row.summary.moments?.mean else { return }
    let note = "\(row.name): mean \(Scale.brief(mean)), 95 % \(cells(row)[3])"
    let source = "summary.csv, row \(row.number)"
    if let interval = row.summary.interval {
      plot.line(
        [(interval.low, place), (interval.high, place)], .interval(row.series), in: &sketch, note: note,
        source: source)
    }
    plot.marker(mean, place, series: row.series, radius: em * 0.42, in: &sketch, note: note, source: source)
  }
}
