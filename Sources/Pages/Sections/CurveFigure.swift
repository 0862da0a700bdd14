import Drawing
import Statistics

/// Curves of several series in one plot: thin runs, thick means, and the 95 % intervals of the means.
struct CurveFigure {
  let name: String
  let title: String
  let description: String
  /// The table that the values are from.
  let file: String
  /// What runs along the horizontal axis.
  let quantity: String
  let label: String
  /// Lines to compare with.
  var floors: [Floor] = []
  let curves: Curves
  let design: Design
  /// The cells that are drawn.
  let cells: [Int]
  /// What theory gives for the same runs.
  var theory: Curves?
  /// Whether the vertical axis may be logarithmic, where values span several magnitudes.
  var mayBeLogarithmic = true

  var figure: Figure {
    let means = cells.map { curves.mean(of: $0) }
    let names = cells.map { design.series[design.cells[$0].series] }
    let rows = zip(names, means).flatMap { name, means in
      Curves.thinned(means, to: 8).map { mean in
        [
          name, Scale.brief(mean.x), Scale.brief(mean.mean),
          mean.interval.map { "\(Scale.brief($0.low)) to \(Scale.brief($0.high))" } ?? "", "\(mean.count)",
          "\(mean.row)",
        ]
      }
    }
    return Figure(
      name, title: title, description: description, series: names,
      table: FigureTable(
        ["series", quantity, "mean", "95 % interval", "runs", "first row of \(file)"], rows: rows)
    ) { [self] layout in draw(layout, means, names) }
  }

  private func draw(_ layout: Figure.Layout, _ means: [[Curves.Mean]], _ names: [String]) -> Sketch {
    var sketch = Sketch(layout, height: layout.width * 0.66)
    let shown = cells.map { cell in Array(curves.runs.filter { $0.cell == cell }.prefix(Design.Room.runs)) }
    let expected = theory.map { theory in cells.map { theory.mean(of: $0) } } ?? []
    let values =
      expected.joined().map(\.mean) + shown.joined().flatMap { $0.values.map(\.y) }.filter(\.isFinite)
      + floors.map(\.value)
    let x = Scale(
      over: means.joined().map(\.x) + shown.joined().flatMap { $0.values.map(\.x) }, isRounded: false)
    let isWide = mayBeLogarithmic && (values.min() ?? 0) > 0 && (values.max() ?? 0) > 30 * (values.min() ?? 1)
    let plot = Plot(
      in: &sketch, x: Plot.Axis(x, quantity),
      y: Plot.Axis(Scale(over: values, isWide ? .logarithmic : .linear), label),
      quantity: quantity)
    for floor in floors { plot.level(floor.value, floor.name, in: &sketch, source: floor.source) }
    for (place, runs) in shown.enumerated() {
      for run in runs {
        plot.line(
          Curves.thinned(run.values, to: 60).map { ($0.x, $0.y) }, .thin(place), in: &sketch,
          note: "\(names[place]), replicate \(run.replicate)",
          source: "\(file), rows from \(run.values.first?.row ?? 0) to \(run.values.last?.row ?? 0)")
      }
    }
    for means in expected {
      plot.line(Curves.thinned(means).map { ($0.x, $0.mean) }, .reference, in: &sketch, note: "theory")
    }
    for (place, means) in means.enumerated() {
      draw(Curves.thinned(means), place, names[place], in: plot, &sketch)
    }
    return sketch
  }

  private func draw(
    _ means: [Curves.Mean], _ series: Int, _ name: String, in plot: Plot, _ sketch: inout Sketch
  ) {
    plot.band(
      means.map { ($0.x, $0.interval?.low ?? .nan, $0.interval?.high ?? .nan) }, series, in: &sketch)
    plot.line(means.map { ($0.x, $0.mean) }, .line(series), in: &sketch)
    for (place, mean) in means.enumerated() {
      let isKey = place % max(1, means.count / 6) == series % max(1, means.count / 6)
      let range = mean.interval.map { ", 95 % \(Scale.brief($0.low)) to \(Scale.brief($0.high))" } ?? ""
      plot.marker(
        mean.x, mean.mean, series: series, radius: sketch.fontSize * (isKey ? 0.32 : 0.12), in: &sketch,
        note: "\(name), \(quantity) \(Scale.brief(mean.x)): \(Scale.brief(mean.mean))\(range)",
        source: "\(file), \(mean.count) row\(mean.count == 1 ? "" : "s"), the first \(mean.row)", at: mean.x)
    }
  }
}
