import Drawing

/// The states of a layer over all steps, unit by unit, and what is left of a change of the cell at the start.
struct StateFigures {
  /// The most units that are drawn.
  private static let units = 7

  private let steps: [TraceTable.Step]
  private let suffix: String
  private let title: String
  private let keeps: Bool

  init(_ trace: TraceTable, layer: Int) {
    steps = trace.steps(of: layer)
    suffix = trace.layers > 1 ? "-layer-\(layer)" : ""
    title = trace.layers > 1 ? ", layer \(layer)" : ""
    keeps = trace.word("network.forget_convention") != "erase"
  }

  /// The figures; none of a single step.
  var figures: [Figure] {
    guard steps.count > 1 else { return [] }
    let states = ["cell", "hidden"].compactMap { state in
      figure(
        state + "-over-steps", "\(state == "cell" ? "Cell" : "Hidden state") over the steps",
        "\(state == "cell" ? "c_t" : "h_t") of each unit.", label: state == "cell" ? "c_t" : "h_t"
      ) { $0[state] }
    }
    return states + (carry.map { [$0] } ?? [])
  }

  /// ∏ ∂c_t/∂c_{t−1} along the direct path.
  private var carry: Figure? {
    guard let first = steps.first, let count = first["cell"]?.numbers.count,
      !first.names.contains(where: { $0.hasPrefix("mask.") || $0 == "update" }), first["forget.value"] != nil
    else { return nil }
    var product = [Double](repeating: 1, count: count)
    var products: [Int: TraceTable.Values] = [:]
    for step in steps {
      guard let forget = step["forget.value"] else { return nil }
      for (unit, value) in forget.numbers.enumerated() { product[unit] *= keeps ? value : 1 - value }
      products[step.step] = TraceTable.Values(numbers: product, row: forget.row)
    }
    return figure(
      "carry", "What is left of a change of the cell",
      "The product of ∂c_t/∂c_{t−1} along the cell's own path, which is what its forget gate leaves: exactly 1 while a hard gate keeps, exactly 0 from where it does not.",
      label: "∂c_t/∂c at the start"
    ) { products[$0.step] }
  }

  private func figure(
    _ name: String, _ title: String, _ description: String, label: String,
    _ values: (TraceTable.Step) -> TraceTable.Values?
  ) -> Figure? {
    let curves = steps.compactMap { step in values(step).map { (step: step.step, values: $0) } }
    guard let count = curves.first?.values.numbers.count, curves.count > 1 else { return nil }
    let units = Array(0..<min(count, Self.units))
    let rest = count > units.count ? " The first \(units.count) of \(count) units." : ""
    return Figure(
      name + suffix, title: title + self.title, description: description + rest,
      series: units.map { "unit \($0)" },
      table: FigureTable(
        ["step"] + units.map { "unit \($0)" } + ["first row of trace.csv"],
        rows: curves.map { curve in
          ["\(curve.step)"] + units.map { Scale.brief(curve.values.numbers[$0]) } + ["\(curve.values.row)"]
        })
    ) { layout in
      var sketch = Sketch(layout, height: layout.width * 0.55)
      let all = curves.flatMap { curve in units.map { curve.values.numbers[$0] } }.filter(\.isFinite)
      let plot = Plot(
        in: &sketch, x: Plot.Axis(Scale(over: curves.map { Double($0.step) }, isRounded: false), "step"),
        y: Plot.Axis(Scale(over: all + [0]), label), quantity: "step")
      for unit in units {
        plot.line(curves.map { (Double($0.step), $0.values.numbers[unit]) }, .line(unit), in: &sketch)
        for curve in curves {
          plot.marker(
            Double(curve.step), curve.values.numbers[unit], series: unit, in: &sketch,
            note: "step \(curve.step), unit \(unit): \(Scale.brief(curve.values.numbers[unit]))",
            source: "trace.csv, row \(curve.values.row + unit)", at: Double(curve.step))
        }
      }
      return sketch
    }
  }
}
