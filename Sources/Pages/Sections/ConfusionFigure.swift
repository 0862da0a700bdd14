import Drawing

/// Which class was taken for which: a heat map for each series.
struct ConfusionFigure {
  private struct Panel {
    let name: String
    let counts: [[Int]]
  }

  private let panels: [Panel]
  private let classes: [String]
  private let words: String

  init?(_ predictions: Predictions, _ design: Design, _ cells: [Int]) {
    let classes = predictions.classes
    guard classes.count <= 30 else { return nil }
    self.classes = classes
    panels = cells.compactMap { cell in
      predictions.confusions[cell].map { counts in
        Panel(
          name: design.series[design.cells[cell].series],
          counts: counts.prefix(classes.count).map { Array($0.prefix(classes.count)) })
      }
    }
    words = "split \(predictions.split), mode \(predictions.mode)"
    if panels.isEmpty { return nil }
  }

  var figure: Figure {
    let (panels, classes) = (panels, classes)
    let rows = panels.flatMap { panel in
      classes.enumerated().map { place, name in
        [panel.name, name] + panel.counts[place].map { "\($0)" }
      }
    }
    return Figure(
      "confusion", title: "Confusion",
      description:
        "Of the targets of each class (rows) the share that was taken for each class (columns), over all replicates, \(words). On the diagonal they were taken for what they are.",
      table: FigureTable(["series", "class"] + classes.map { "taken for \($0)" }, rows: rows)
    ) { Self.draw(panels, classes, $0) }
  }

  private static func draw(_ panels: [Panel], _ classes: [String], _ layout: Figure.Layout) -> Sketch {
    let across = classes.count > 5 || panels.count == 1 ? 1 : 2
    let grid = PanelGrid(panels.count, across: across, aspect: across == 1 ? 0.8 : 0.9, in: layout)
    var sketch = Sketch(layout, height: grid.height)
    for (frame, panel) in zip(grid.frames, panels) {
      let plot = Plot(
        in: &sketch, x: Plot.Axis(names: classes, "taken for"), y: Plot.Axis(names: classes), frame: frame,
        heading: panel.name, isTopDown: true)
      let shares = panel.counts.map { row -> [Double] in
        let sum = row.reduce(0, +)
        return row.map { sum > 0 ? Double($0) / Double(sum) : 0 }
      }
      let side = (plot.width / Double(classes.count), plot.height / Double(classes.count))
      sketch.add(
        .image(
          plot.corner, width: plot.width, height: plot.height, PNGImage(shares.map { $0.map(Shade.pixel) })),
        .axis)
      for (row, values) in shares.enumerated() {
        for (column, share) in values.enumerated() {
          sketch.add(
            .rectangle(
              Point(plot.corner.x + side.0 * Double(column), plot.corner.y + side.1 * Double(row)),
              width: side.0,
              height: side.1), .hidden,
            note:
              "\(panel.name): \(classes[row]) taken for \(classes[column]) \(panel.counts[row][column]) times, \(Scale.brief(100 * share)) %",
            source: "predictions.csv")
        }
      }
    }
    return sketch
  }
}
