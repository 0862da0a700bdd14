import Drawing
import Running
import Statistics

/// A score by group of targets: over lengths or other numbers as curves, over classes and series as rows.
struct GroupsFigure {
  private struct Mean {
    let label: String
    let series: Int
    let mean: Double
    let interval: Interval?
    /// The row of `summary.csv`.
    let number: Int
  }

  private let means: [Mean]
  private let labels: [String]
  private let series: [String]
  private let score: ScoreColumn
  private let title: String
  private let name: String

  /// - Parameters:
  ///   - source: the scores.
  ///   - design: the sweep.
  ///   - score: the score whose groups are shown.
  ///   - group: the group of cells that is shown.
  init?(_ source: ComparisonSource, _ design: Design, _ score: ScoreColumn, group: Int) {
    let cells = (design.seriesParts.first ?? []).compactMap { series in
      design.cells.firstIndex { $0.group == group && $0.series == series }
    }
    let places = Dictionary(
      cells.enumerated().map { (design.cells[$0.element].id, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    var (means, labels) = ([Mean](), [String]())
    for (number, row) in source.summaries.enumerated() {
      guard row.column.split == score.split, row.column.mode == score.mode,
        row.column.metric.hasPrefix(score.metric + "["),
        let series = places[row.cellID], let mean = row.summary.moments?.mean
      else { continue }
      let label = String(row.column.metric.dropFirst(score.metric.count + 1).dropLast())
      // Groups of groups would be a figure for each.
      guard !label.contains(";") else { continue }
      if !labels.contains(label) { labels.append(label) }
      means.append(
        Mean(label: label, series: series, mean: mean, interval: row.summary.interval, number: number + 1))
    }
    guard labels.count > 1 else { return nil }
    (self.means, self.labels, self.score) = (means, Array(labels.prefix(40)), score)
    series = cells.map { design.series[design.cells[$0].series] }
    let groups = design.groups[group]
    title = "\(score.name) by group" + (groups.isEmpty ? "" : ", \(groups)")
    name = group == 0 ? "groups" : "groups-\(group + 1)"
  }

  /// The number that a label is; of a range its beginning.
  private static func number(_ label: String) -> Double? {
    Double(label) ?? Double(label.prefix { $0.isNumber || $0 == "." })
  }

  var figure: Figure {
    let (means, labels, score, series) = (means, labels, score, series)
    let numbers = labels.compactMap(Self.number)
    let isCurve = numbers.count == labels.count && numbers.count > 2
    return Figure(
      name, title: title,
      description:
        "Means over replicates with 95 % t intervals, \(score.lowerIsBetter ? "lower" : "higher") is better, for \(isCurve ? "each length or other number" : "each group") of targets.",
      series: series,
      table: FigureTable(
        ["series", "group", "mean", "95 % interval", "row of summary.csv"],
        rows: means.map { mean in
          [
            series[mean.series], mean.label, Scale.brief(mean.mean),
            mean.interval.map { "\(Scale.brief($0.low)) to \(Scale.brief($0.high))" } ?? "", "\(mean.number)",
          ]
        })
    ) { layout in
      isCurve ? Self.curves(means, series, score, layout) : Self.rows(means, labels, series, score, layout)
    }
  }

  private static func note(_ mean: Mean, _ series: [String]) -> String {
    let range = mean.interval.map { ", 95 % \(Scale.brief($0.low)) to \(Scale.brief($0.high))" } ?? ""
    return "\(series[mean.series]), \(mean.label): \(Scale.brief(mean.mean))\(range)"
  }

  private static func values(_ means: [Mean]) -> [Double] {
    means.flatMap { [$0.mean, $0.interval?.low, $0.interval?.high].compactMap { $0 } }
  }

  private static func curves(
    _ means: [Mean], _ series: [String], _ score: ScoreColumn, _ layout: Figure.Layout
  ) -> Sketch {
    var sketch = Sketch(layout, height: layout.width * 0.66)
    let plot = Plot(
      in: &sketch,
      x: Plot.Axis(Scale(over: means.compactMap { number($0.label) }, isRounded: false), "group"),
      y: Plot.Axis(Scale(over: values(means)), score.metric), quantity: "group")
    for place in series.indices {
      let own = means.filter { $0.series == place }.compactMap { mean in number(mean.label).map { ($0, mean) }
      }
      .sorted { $0.0 < $1.0 }
      plot.band(
        own.map { ($0.0, $0.1.interval?.low ?? .nan, $0.1.interval?.high ?? .nan) }, place, in: &sketch)
      plot.line(own.map { ($0.0, $0.1.mean) }, .line(place), in: &sketch)
      for (x, mean) in own {
        plot.marker(
          x, mean.mean, series: place, radius: layout.fontSize * 0.28, in: &sketch, note: note(mean, series),
          source: "summary.csv, row \(mean.number)", at: x)
      }
    }
    return sketch
  }

  private static func rows(
    _ means: [Mean], _ labels: [String], _ series: [String], _ score: ScoreColumn, _ layout: Figure.Layout
  ) -> Sketch {
    let em = layout.fontSize
    var sketch = Sketch(
      layout, height: em * (4.5 + Double(labels.count) * max(1.6, 0.8 * Double(series.count))))
    let plot = Plot(
      in: &sketch, x: Plot.Axis(Scale(over: values(means), count: 4), score.metric),
      y: Plot.Axis(names: labels),
      isTopDown: true)
    for mean in means {
      guard let row = labels.firstIndex(of: mean.label) else { continue }
      let offset = (Double(mean.series) + 0.5) / Double(series.count) - 0.5
      let y = Double(row) + 0.7 * offset
      let (note, source) = (note(mean, series), "summary.csv, row \(mean.number)")
      if let interval = mean.interval {
        plot.line(
          [(interval.low, y), (interval.high, y)], .interval(mean.series), in: &sketch, note: note,
          source: source)
      }
      plot.marker(
        mean.mean, y, series: mean.series, radius: em * 0.28, in: &sketch, note: note, source: source)
    }
    return sketch
  }
}
