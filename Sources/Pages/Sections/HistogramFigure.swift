import Drawing

/// How a gate's values are spread over 0 to 1, update by update: a heat map for each series.
struct HistogramFigure {
  private struct Panel {
    let name: String
    /// By update, in order: shares of the twentieths.
    let columns: [(update: Int, shares: [Double], row: Int)]
  }

  private let quantity: String
  private let panels: [Panel]

  init?(_ table: GateTable, _ design: Design, _ quantity: String) {
    guard let cells = table.histograms[quantity] else { return nil }
    self.quantity = quantity
    panels = GatesSection.cells(design).compactMap { cell in
      guard let updates = cells[cell], updates.count > 1 else { return nil }
      let columns = updates.keys.sorted().map { update in
        let (shares, row) = updates[update] ?? ([], 0)
        let sum = shares.reduce(0, +)
        return (update, shares.map { sum > 0 ? $0 / sum : 0 }, row)
      }
      return Panel(name: design.series[design.cells[cell].series], columns: Curves.thinned(columns, to: 60))
    }
    if panels.isEmpty { return nil }
  }

  var figure: Figure {
    let panels = panels
    let rows = panels.flatMap { panel in
      [panel.columns.first, panel.columns.last].compactMap { $0 }.map { column in
        let middle = column.shares[1..<19].reduce(0, +)
        return [
          panel.name, "\(column.update)", Self.percent(column.shares[0]), Self.percent(middle),
          Self.percent(column.shares[19]), "\(column.row)",
        ]
      }
    }
    return Figure(
      "values-\(GatesSection.slug(quantity))", title: "Values of the \(quantity) gate",
      description:
        "Each column is a histogram of the gate's values at an update, over all units, steps and replicates; the darker, the more values lie there. The scale of darkness is the square root of the share.",
      table: FigureTable(
        ["series", "update", "below 0.05", "between", "0.95 and above", "first row of gates.csv"], rows: rows)
    ) { Self.draw(panels, $0) }
  }

  private static func percent(_ share: Double) -> String { Scale.brief(100 * share) + " %" }

  private static func draw(_ panels: [Panel], _ layout: Figure.Layout) -> Sketch {
    let isAlone = panels.count == 1
    let grid = PanelGrid(panels.count, across: isAlone ? 1 : 2, aspect: isAlone ? 0.6 : 0.85, in: layout)
    var sketch = Sketch(layout, height: grid.height + layout.fontSize * 0.2)
    for (frame, panel) in zip(grid.frames, panels) {
      let updates = panel.columns.map { Double($0.update) }
      let plot = Plot(
        in: &sketch, x: Plot.Axis(Scale(over: updates, isRounded: false, count: 3), "update"),
        y: Plot.Axis(Scale(over: [0, 1], count: 2), ""), frame: frame, heading: panel.name, quantity: "update"
      )
      let rows = (0..<20).reversed().map { bin in panel.columns.map { Shade.pixel($0.shares[bin]) } }
      let width = plot.width / Double(panel.columns.count)
      sketch.add(.image(plot.corner, width: plot.width, height: plot.height, PNGImage(rows)), .axis)
      // What a reader can point at: a column, at the place of its update.
      for column in panel.columns {
        let x = plot.placeX(Double(column.update))
        sketch.add(
          .rectangle(Point(x - width / 2, plot.corner.y), width: width, height: plot.height), .hidden,
          note:
            "\(panel.name), update \(column.update): \(percent(column.shares[0])) below 0.05, \(percent(column.shares[19])) at 0.95 and above",
          source: "gates.csv, rows from \(column.row)", at: Double(column.update))
      }
    }
    return sketch
  }
}
