import Drawing
import Gating

/// One step of a layer, drawn row by row: what is seen, each gate's way from z to its value, and the new states.
struct StepFigure {
  /// What stands in a row.
  private enum Line {
    case heading(String)
    /// A number for each unit; `isAside` where the network does not compute it.
    case numbers(String, TraceTable.Values, isAside: Bool)
    /// A draw for each unit: a bar of the probability, and a mark at u.
    case decision(
      probability: TraceTable.Values, uniform: TraceTable.Values, value: TraceTable.Values, series: Int)

    var isDecision: Bool { if case .decision = self { true } else { false } }
  }

  private let trace: TraceTable
  private let step: TraceTable.Step
  private let lines: [Line]

  /// A step, and the one before it in its layer.
  init(_ trace: TraceTable, _ step: TraceTable.Step, before: TraceTable.Step?) {
    (self.trace, self.step) = (trace, step)
    var lines = Self.seen(trace, step)
    for (series, gate) in step.gates.enumerated() { lines += Self.gate(gate, step, series: series) }
    self.lines = lines + Self.states(trace, step, before: before)
  }

  /// What is left of the cell, in symbols.
  static func kept(_ keeps: Bool) -> String { keeps ? "f ∘ c_{t−1}" : "(1 − f) ∘ c_{t−1}" }

  var figure: Figure {
    let (lines, step) = (lines, step)
    return Figure(
      "step-\(step.step)\(trace.layers > 1 ? "-layer-\(step.layer)" : "")",
      title: "Step \(step.step)\(trace.layers > 1 ? ", layer \(step.layer)" : "")",
      description: "A column for each unit."
        + (lines.contains(where: \.isDecision)
          ? " A bar is as long as p, the mark stands at u: the gate is on where u < p." : ""),
      table: FigureTable(
        ["quantity", "numbers, unit by unit", "first row of trace.csv"],
        rows: step.names.compactMap { name in
          step[name].map { [name, $0.numbers.map(Scale.brief).joined(separator: ", "), "\($0.row)"] }
        })
    ) { Self.draw(lines, step, $0) }
  }

  // MARK: Rows

  /// The input and the state before in the order of W's columns, with their masks, and whether a skip rule takes the step.
  private static func seen(_ trace: TraceTable, _ step: TraceTable.Step) -> [Line] {
    var lines: [Line] = [.heading("input and hidden state")]
    if let seen = step["concatenated"] { lines.append(.numbers(trace.concatenation, seen, isAside: false)) }
    let masks = step.names.filter { $0.hasPrefix("mask.") }.map { ($0, $0) }
    for (label, name) in masks + [("p of the step", "update_probability"), ("taken", "update")] {
      if let values = step[name] { lines.append(.numbers(label, values, isAside: false)) }
    }
    return lines
  }

  private static func gate(_ gate: String, _ step: TraceTable.Step, series: Int) -> [Line] {
    guard let value = step["\(gate).value"] else { return [] }
    var lines: [Line] = [.heading("\(gate) gate")]
    func add(_ label: String, _ quantity: String) {
      if let values = step["\(gate).\(quantity)"] { lines.append(.numbers(label, values, isAside: false)) }
    }
    add("z = W·v + b", "pre_activation")
    add("p = E[gate | z]", "probability")
    if let probability = step["\(gate).probability"], let uniform = step["\(gate).uniform"] {
      add("u", "uniform")
      lines.append(.decision(probability: probability, uniform: uniform, value: value, series: series))
    }
    lines.append(.numbers("value", value, isAside: false))
    add("slope ∂/∂z", "derivative")
    return lines
  }

  private static func states(_ trace: TraceTable, _ step: TraceTable.Step, before: TraceTable.Step?) -> [Line]
  {
    var lines: [Line] = []
    func add(_ label: String, _ name: String) {
      if let values = step[name] { lines.append(.numbers(label, values, isAside: false)) }
    }
    let formulas = step["cell"] == nil ? nil : cellProducts(trace, step, before: before)
    if step["cell"] != nil {
      lines.append(.heading(formulas == nil ? "cell" : "cell: c_t = \(kept(keeps(trace))) + i ∘ g"))
      add("g = candidate", "candidate")
      lines += formulas ?? []
      add("c_t", "cell")
      lines.append(.heading(formulas == nil ? "hidden state" : "hidden state: h_t = o ∘ tanh(c_t)"))
      if formulas != nil, let cell = step["cell"] {
        lines.append(
          .numbers("tanh(c_t)", TraceTable.Values(numbers: tanh(cell.numbers), row: cell.row), isAside: false)
        )
      }
    } else {
      lines.append(.heading("hidden state"))
      add("candidate", "candidate")
    }
    add("h_t", "hidden")
    add("y_t", "output")
    return lines
  }

  private static func keeps(_ trace: TraceTable) -> Bool {
    trace.word("network.forget_convention") != "erase"
  }

  /// Both readings of an open forget gate and what is written, of a plain LSTM whose states no noise meets; `nil` for others.
  private static func cellProducts(
    _ trace: TraceTable, _ step: TraceTable.Step, before: TraceTable.Step?
  ) -> [Line]? {
    let names = ["input.value", "forget.value", "candidate"]
    guard trace.isKnown, ["vanilla", nil].contains(trace.word("network.variant")),
      !step.names.contains(where: { $0.hasPrefix("mask.") || $0 == "update" }),
      step.gates.sorted() == ["forget", "input", "output"],
      let cell = step["cell"],
      let old = before?["cell"]?.numbers
        ?? trace.initial("cell", count: cell.numbers.count)
    else { return nil }
    let values = names.compactMap { step[$0]?.numbers }
    guard values.count == 3 else { return nil }
    func line(_ label: String, _ numbers: [Double], isAside: Bool = false) -> Line {
      .numbers(label, TraceTable.Values(numbers: numbers, row: cell.row), isAside: isAside)
    }
    let (i, f, g) = (values[0], values[1], values[2])
    let (kept, erased) = (zip(f, old).map { $0 * $1 }, zip(f, old).map { (1 - $0) * $1 })
    return [
      line("c_{t−1}", old), line(Self.kept(true), kept, isAside: !keeps(trace)),
      line(Self.kept(false), erased, isAside: keeps(trace)), line("i ∘ g", zip(i, g).map { $0 * $1 }),
    ]
  }

  private static func tanh(_ x: [Double]) -> [Double] {
    var y = x
    var span = y.mutableSpan
    VectorMath.tanh(x.span, into: &span)
    return y
  }

  // MARK: Drawing

  /// Where the columns of the units stand.
  private struct Columns {
    /// The width of the labels before them.
    let labels: Double
    /// The units that have room, and all.
    let shown, units: Int
    /// A column's width.
    let width: Double

    init(_ step: TraceTable.Step, _ layout: Figure.Layout) {
      labels = layout.fontSize * 9.2
      units = max(1, step["hidden"]?.numbers.count ?? 1)
      shown = min(units, max(1, Int((layout.width - labels) / (layout.fontSize * 4.6))))
      width = (layout.width - labels) / Double(shown)
    }
  }

  private static func draw(_ lines: [Line], _ step: TraceTable.Step, _ layout: Figure.Layout) -> Sketch {
    let (em, columns) = (layout.fontSize, Columns(step, layout))
    var sketch = Sketch(layout, height: em * (1.7 * Double(lines.count) + 0.6))
    for (place, line) in lines.enumerated() {
      let top = em * 1.7 * Double(place)
      switch line {
      case .heading(let text):
        sketch.write(text, at: Point(0, top + em * 1.3), .heading, room: layout.width)
      case .numbers(let label, let values, let isAside):
        draw(label, values, isAside ? .remark : .label, columns, top: top, in: &sketch)
      case .decision(let probability, let uniform, let value, let series):
        sketch.write("u < p ?", at: Point(em * 0.6, top + em * 1.3), room: columns.labels - em * 0.8)
        for unit in 0..<min(columns.shown, probability.numbers.count) {
          let corner = Point(columns.labels + columns.width * Double(unit) + em * 0.3, top + em * 0.45)
          drawDecision(
            at: corner, width: columns.width - em * 0.6, probability, uniform, value, unit, series,
            in: &sketch)
        }
      }
    }
    if columns.shown < columns.units {
      sketch.height += em * 1.6
      sketch.write(
        "The first \(columns.shown) of \(columns.units) units; the numbers below are those of all.",
        at: Point(0, sketch.height - em * 0.5), .remark, room: layout.width)
    }
    return sketch
  }

  /// A label and its numbers. Inputs and hidden states side by side are more than the units, and have narrower columns.
  private static func draw(
    _ label: String, _ values: TraceTable.Values, _ paint: Shape.Paint, _ columns: Columns, top: Double,
    in sketch: inout Sketch
  ) {
    let em = sketch.fontSize
    let (baseline, count) = (top + em * 1.3, values.numbers.count)
    sketch.write(label, at: Point(em * 0.6, baseline), paint, room: columns.labels - em * 0.8)
    let isWider = count > columns.units
    let shown = min(count, isWider ? columns.shown * 2 : columns.shown)
    let width = isWider ? (sketch.width - columns.labels) / Double(shown) : columns.width
    for unit in 0..<shown {
      sketch.write(
        Scale.brief(values.numbers[unit]),
        at: Point(columns.labels + width * (Double(unit) + 0.5), baseline), paint, anchor: .middle,
        room: width * 0.96)
    }
  }

  /// A line from 0 to 1 with a bar up to p and a mark at u.
  private static func drawDecision(
    at corner: Point, width: Double, _ probability: TraceTable.Values, _ uniform: TraceTable.Values,
    _ value: TraceTable.Values, _ unit: Int, _ series: Int, in sketch: inout Sketch
  ) {
    let em = sketch.fontSize
    let (p, u) = (probability.numbers[unit], uniform.numbers[unit])
    guard p.isFinite, u.isFinite else { return }
    let note =
      "unit \(unit): u = \(Scale.brief(u)) is \(u < p ? "below" : "not below") p = \(Scale.brief(p)); the gate is \(Scale.brief(value.numbers[unit]))"
    let source = "trace.csv, row \(value.row + unit)"
    let bar = min(1, max(0, p)) * width
    if bar > 0 {
      sketch.add(
        .rectangle(corner, width: bar, height: em * 0.9), u < p ? .faint(series) : .band(series), note: note,
        source: source)
    }
    let (floor, x) = (corner.y + em * 0.9, corner.x + u * width)
    sketch.add(.line([Point(corner.x, floor), Point(corner.x + width, floor)]), .axis)
    sketch.add(
      .line([Point(x, corner.y - em * 0.15), Point(x, floor + em * 0.15)]), .axis, note: note, source: source)
  }
}
