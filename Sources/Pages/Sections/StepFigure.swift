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
    var lines = Self.seen(step)
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

  private static func seen(_ step: TraceTable.Step) -> [Line] {
    guard let seen = step["concatenated"] else { return [] }
    let masks = step.names.filter { $0.hasPrefix("mask.") }.compactMap { name in
      step[name].map { Line.numbers(name, $0, isAside: false) }
    }
    return [.heading("what gates see"), .numbers("inputs, hidden", seen, isAside: false)] + masks
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
        ?? trace.initial("cell", layer: step.layer, count: cell.numbers.count)
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

  private static func draw(_ lines: [Line], _ step: TraceTable.Step, _ layout: Figure.Layout) -> Sketch {
    let em = layout.fontSize
    var sketch = Sketch(layout, height: em * (1.7 * Double(lines.count) + 0.6))
    let labels = em * 9.2
    let units = max(1, step["hidden"]?.numbers.count ?? 1)
    let columns = min(units, max(1, Int((layout.width - labels) / (em * 4.6))))
    let width = (layout.width - labels) / Double(columns)
    for (place, line) in lines.enumerated() {
      let top = em * 1.7 * Double(place)
      let baseline = top + em * 1.3
      switch line {
      case .heading(let text):
        sketch.write(text, at: Point(0, baseline), .heading, room: layout.width)
      case .numbers(let label, let values, let isAside):
        let paint: Shape.Paint = isAside ? .remark : .label
        sketch.write(label, at: Point(em * 0.6, baseline), paint, room: labels - em * 0.8)
        let count = values.numbers.count
        // A row that is longer than the units has narrower columns: what gates see.
        let shown = count <= columns ? count : min(count, count == units ? columns : columns * 2)
        let room = count <= columns ? width : (layout.width - labels) / Double(shown)
        for unit in 0..<shown {
          sketch.write(
            Scale.brief(values.numbers[unit]), at: Point(labels + room * (Double(unit) + 0.5), baseline),
            paint,
            anchor: .middle, room: room * 0.96)
        }
      case .decision(let probability, let uniform, let value, let series):
        sketch.write("u < p ?", at: Point(em * 0.6, baseline), room: labels - em * 0.8)
        for unit in 0..<min(columns, probability.numbers.count) {
          let corner = Point(labels + width * Double(unit) + em * 0.3, top + em * 0.45)
          drawDecision(
            at: corner, width: width - em * 0.6, probability, uniform, value, unit, series, in: &sketch)
        }
      }
    }
    if columns < units {
      sketch.height += em * 1.6
      sketch.write(
        "The first \(columns) of \(units) units; the numbers below are those of all.",
        at: Point(0, sketch.height - em * 0.5), .remark, room: layout.width)
    }
    return sketch
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
