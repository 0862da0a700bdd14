import Drawing

/// Which share of a gate's values is nearly closed and which nearly open, of every run at its last update.
struct SaturationFigure {
  private struct Dot {
    let name: String
    let series: Int
    let quantity: String
    let replicate: Int
    let closed: GateTable.Value
    let open: GateTable.Value
  }

  private let dots: [Dot]
  private let series: [String]
  private let quantities: [String]

  init?(_ table: GateTable, _ design: Design) {
    var (dots, quantities) = ([Dot](), [String]())
    let cells = GatesSection.cells(design)
    for quantity in table.quantities {
      guard let closed = table.last[.init(quantity: quantity, statistic: "bin_00")],
        let open = table.last[.init(quantity: quantity, statistic: "bin_19")]
      else { continue }
      quantities.append(quantity)
      for (place, cell) in cells.enumerated() {
        let runs = closed.keys.filter { $0.cell == cell }.sorted { $0.replicate < $1.replicate }
        for run in runs.prefix(Design.Room.runs) {
          guard let low = closed[run], let high = open[run] else { continue }
          dots.append(
            Dot(
              name: design.series[design.cells[cell].series], series: place, quantity: quantity,
              replicate: run.replicate, closed: low, open: high))
        }
      }
    }
    guard !dots.isEmpty else { return nil }
    (self.dots, self.quantities) = (dots, Array(quantities.prefix(4)))
    series = cells.map { design.series[design.cells[$0].series] }
  }

  var figure: Figure {
    let (dots, quantities) = (dots, quantities)
    let rows = dots.filter { quantities.contains($0.quantity) }.map { dot in
      [
        dot.name, dot.quantity, "\(dot.replicate)", Scale.brief(dot.open.value),
        Scale.brief(dot.closed.value),
        "\(dot.open.row)",
      ]
    }
    return Figure(
      "saturation", title: "Saturation",
      description:
        "The share of values at 0.95 and above against the share below 0.05, a mark for each run at its last update. On the diagonal every value is at one end; near the origin gates do not saturate.",
      series: series,
      table: FigureTable(
        ["series", "gate", "replicate", "0.95 and above", "below 0.05", "row of gates.csv"], rows: rows)
    ) { Self.draw(dots, quantities, $0) }
  }

  private static func draw(_ dots: [Dot], _ quantities: [String], _ layout: Figure.Layout) -> Sketch {
    let grid = PanelGrid(quantities.count, across: 2, aspect: 1, in: layout)
    var sketch = Sketch(layout, height: grid.height)
    for (frame, quantity) in zip(grid.frames, quantities) {
      let plot = Plot(
        in: &sketch, x: Plot.Axis(Scale(over: [0, 1], count: 2), "0.95 and above"),
        y: Plot.Axis(Scale(over: [0, 1], count: 2), "below 0.05"),
        frame: frame, heading: quantity)
      plot.line([(0, 1), (1, 0)], .reference, in: &sketch)
      for dot in dots where dot.quantity == quantity {
        plot.marker(
          dot.open.value, dot.closed.value, series: dot.series, radius: layout.fontSize * 0.25, isFaint: true,
          in: &sketch,
          note:
            "\(dot.name), \(quantity), replicate \(dot.replicate): \(Scale.brief(dot.open.value)) at 0.95 and above, \(Scale.brief(dot.closed.value)) below 0.05",
          source: "gates.csv, rows \(dot.closed.row) and \(dot.open.row)")
      }
    }
    return sketch
  }
}
