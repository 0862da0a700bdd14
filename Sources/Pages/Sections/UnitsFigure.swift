import Drawing

/// A quantity of single units over the steps of an example: a heat map for each series.
struct UnitsFigure {
  private struct Panel {
    let name: String
    let units: [UnitTable.Unit]
    let steps: Int
  }

  private let quantity: String
  private let layer: Int
  private let isLayerNamed: Bool
  private let panels: [Panel]
  /// What the darkest colors stand for; `nil` where values lie between 0 and 1.
  private let limit: Double?

  /// The pictures of a quantity; `nil` where no cell has it.
  init?(_ table: UnitTable, _ design: Design, _ quantity: String, layer: Int) {
    (self.quantity, self.layer) = (quantity, layer)
    isLayerNamed = table.quantities.contains { $0.layer > 0 }
    panels = GatesSection.cells(design).compactMap { cell in
      let units = table.units[.init(cell: cell, layer: layer, quantity: quantity)] ?? []
      let steps = units.map(\.values.count).min() ?? 0
      guard steps > 0 else { return nil }
      return Panel(name: design.series[design.cells[cell].series], units: units, steps: steps)
    }
    if panels.isEmpty { return nil }
    let all = panels.flatMap { panel in panel.units.flatMap(\.values) }.filter(\.isFinite)
    let isShare = all.allSatisfy { (0...1).contains($0) }
    limit = isShare ? nil : all.map(\.magnitude).max()
  }

  var figure: Figure {
    let (panels, limit) = (panels, limit)
    let colors =
      limit.map { "Blue is below 0, orange above; the darkest stand for \(Scale.brief($0))." }
      ?? "White is 0, the darkest 1; the scale of darkness is the square root."
    return Figure(
      "units-\(GatesSection.slug(quantity))\(isLayerNamed ? "-\(layer)" : "")",
      title: "\(quantity)\(isLayerNamed ? ", layer \(layer)" : "")",
      description: "A row for each unit, a column for each step. " + colors,
      table: FigureTable(
        ["series", "unit", "mean over steps", "steps at ½ and above", "first row of units.csv"],
        rows: panels.flatMap(Self.rows))
    ) { Self.draw(panels, limit, $0) }
  }

  private static func rows(_ panel: Panel) -> [[String]] {
    panel.units.enumerated().map { number, unit in
      let values = unit.values.prefix(panel.steps)
      return [
        panel.name, "\(number)", Scale.brief(values.reduce(0, +) / Double(panel.steps)),
        "\(values.count { $0 >= 0.5 }) of \(panel.steps)", "\(unit.row)",
      ]
    }
  }

  private static func draw(_ panels: [Panel], _ limit: Double?, _ layout: Figure.Layout) -> Sketch {
    let isAlone = panels.count == 1
    let grid = PanelGrid(panels.count, across: isAlone ? 1 : 2, aspect: isAlone ? 0.6 : 0.85, in: layout)
    var sketch = Sketch(layout, height: grid.height + layout.fontSize * 0.2)
    for (frame, panel) in zip(grid.frames, panels) {
      draw(panel, limit, frame, in: &sketch)
    }
    return sketch
  }

  private static func draw(_ panel: Panel, _ limit: Double?, _ frame: Plot.Frame, in sketch: inout Sketch) {
    // Squares stand around their step and unit.
    let plot = Plot(
      in: &sketch,
      x: Plot.Axis(Scale(over: [-0.5, Double(panel.steps) - 0.5], isRounded: false, count: 3), "step"),
      y: Plot.Axis(Scale(over: [-0.5, Double(panel.units.count) - 0.5], isRounded: false, count: 3), "unit"),
      frame: frame, heading: panel.name, quantity: "step", isTopDown: true)
    let rows = panel.units.map { unit in
      unit.values.prefix(panel.steps).map { value in
        limit.map { Shade.signed(value / max($0, .leastNormalMagnitude)) } ?? Shade.pixel(value)
      }
    }
    sketch.add(.image(plot.corner, width: plot.width, height: plot.height, PNGImage(rows)), .axis)
    let width = plot.width / Double(panel.steps)
    for step in 0..<panel.steps {
      let values = panel.units.map { $0.values[step] }
      let mean = values.reduce(0, +) / Double(values.count)
      sketch.add(
        .rectangle(
          Point(plot.corner.x + width * Double(step), plot.corner.y), width: width, height: plot.height),
        .hidden,
        note:
          "\(panel.name), step \(step): mean \(Scale.brief(mean)), \(values.count { $0 >= 0.5 }) of \(values.count) units at ½ and above",
        source: "units.csv, rows from \(panel.units[0].row)", at: Double(step))
    }
  }
}
