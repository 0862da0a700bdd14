import Drawing

/// How long gates stay on one side of ½, against what independent draws of the same rate would do.
struct SpellsFigure {
  private struct Dot {
    let name: String
    let series: Int
    let expected: Double
    let measured: GateTable.Value
  }

  private let dots: [Dot]
  private let series: [String]

  init?(_ table: GateTable, _ design: Design) {
    var dots: [Dot] = []
    let cells = GatesSection.cells(design)
    for quantity in table.quantities {
      guard let rates = table.last[.init(quantity: quantity, statistic: "open_rate")] else { continue }
      for (side, statistic) in [("open", "dwell_on"), ("closed", "dwell_off")] {
        guard let spells = table.last[.init(quantity: quantity, statistic: statistic)] else { continue }
        for (place, cell) in cells.enumerated() {
          let runs = spells.keys.filter { $0.cell == cell }.sorted { $0.replicate < $1.replicate }
          for run in runs.prefix(10) {
            guard let rate = rates[run]?.value, let measured = spells[run], measured.value > 0 else {
              continue
            }
            let leaving = side == "open" ? 1 - rate : rate
            guard leaving > 1e-6 else { continue }
            dots.append(
              Dot(
                name:
                  "\(design.series[design.cells[cell].series]), \(quantity) \(side), replicate \(run.replicate)",
                series: place, expected: 1 / leaving, measured: measured))
          }
        }
      }
    }
    guard dots.count > 1 else { return nil }
    self.dots = dots
    series = cells.map { design.series[design.cells[$0].series] }
  }

  var figure: Figure {
    let dots = dots
    return Figure(
      "spells", title: "Spells",
      description:
        "Mean steps that gates stay above or below ½ at the last update, against 1/(1 − rate) and 1/rate, the means of independent draws with the same rate of open gates. Above the line gates stay longer, up to the length of a sequence.",
      series: series,
      table: FigureTable(
        ["gate", "independent draws", "measured", "row of gates.csv"],
        rows: dots.map {
          [$0.name, Scale.brief($0.expected), Scale.brief($0.measured.value), "\($0.measured.row)"]
        })
    ) { layout in
      var sketch = Sketch(layout, height: layout.width * 0.75)
      let x = Scale(over: dots.map(\.expected), .logarithmic)
      let y = Scale(over: dots.map(\.measured.value), .logarithmic)
      let plot = Plot(
        in: &sketch, x: Plot.Axis(x, "steps, independent draws"), y: Plot.Axis(y, "steps, measured"))
      let (low, high) = (max(x.low, y.low), min(x.high, y.high))
      if low < high {
        plot.line([(low, low), (high, high)], .reference, in: &sketch, note: "as independent draws")
      }
      for dot in dots {
        plot.marker(
          dot.expected, dot.measured.value, series: dot.series, radius: layout.fontSize * 0.25, isFaint: true,
          in: &sketch,
          note:
            "\(dot.name): \(Scale.brief(dot.measured.value)) steps, \(Scale.brief(dot.expected)) expected",
          source: "gates.csv, row \(dot.measured.row)")
      }
      return sketch
    }
  }
}
