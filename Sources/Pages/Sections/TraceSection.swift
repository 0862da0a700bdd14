import Drawing

/// One network step by step, number by number: what is seen, how gates decide, and what becomes of the states.
enum TraceSection: ReportSection {
  static let name = "trace"
  static let title = "Step by step"

  static func passages(of folder: ResultsFolder) throws -> [Passage] {
    guard let trace = try TraceTable(folder) else { return [] }
    var passages = words(trace) + [.table("Shapes", TraceShapes(trace).table)]
    for layer in 0..<trace.layers {
      let steps = trace.steps(of: layer)
      let figures = steps.indices.map { place in
        StepFigure(trace, steps[place], before: place > 0 ? steps[place - 1] : nil).figure
      }
      passages.append(
        .steps(
          (trace.layers > 1 ? "Layer \(layer)" : "The step") + (steps.count > 1 ? " (← → through time)" : ""),
          figures))
    }
    if trace.omitted > 0 {
      passages.append(.omission("\(trace.omitted) further steps are left out here; trace.csv has all."))
    }
    return passages
      + (0..<trace.layers).flatMap { StateFigures(trace, layer: $0).figures.map { .figure($0) } }
  }

  private static func words(_ trace: TraceTable) -> [Passage] {
    guard let step = trace.steps.first, let hidden = step["hidden"], let seen = step["concatenated"] else {
      return []
    }
    let (n, all) = (hidden.numbers.count, seen.numbers.count)
    var words: [Passage] = [
      .words(
        "The input x has \(all - n) \(all - n == 1 ? "number" : "numbers") and the hidden state h has \(n), together \(all). A matrix W that sees both is \(n) × \(all), a row for each unit, and its b is \(n) × 1."
          + (step["cell"] == nil
            ? ""
            : " The cell c and the hidden state h are different things of the same size, \(n) × 1: the cell is what is remembered, the hidden state is what of it is shown.")
      )
    ]
    if step.gates.contains(where: { step["\($0).uniform"] != nil }) {
      words.append(
        .words(
          "A drawn gate reads p as a probability: u is drawn between 0 and 1, and the unit is on where u < p. Bars show p, and the mark across shows u: on where it lies inside the bar."
        ))
    }
    if let convention = trace.word("network.forget_convention"), step["cell"] != nil {
      let keeps = convention == "keep"
      words.append(
        .words(
          "Here an open forget gate \(keeps ? "keeps" : "erases") (forget_convention: \(convention)): c_t = \(StepFigure.kept(keeps)) + i ∘ g, where ∘ multiplies unit by unit. Read the other way round, it would be \(StepFigure.kept(!keeps)) + i ∘ g; both readings are shown."
        ))
    }
    return words
  }
}

/// What everything is called, its shape, and the numbers that the experiment file gives.
private struct TraceShapes {
  let table: FigureTable

  init(_ trace: TraceTable) {
    let step = trace.steps[0]
    let n = step["hidden"]?.numbers.count ?? 0
    let m = max(0, (step["concatenated"]?.numbers.count ?? n) - n)
    var rows = [["x_t", "the input of a step", "\(m) × 1", ""]]
    if step["cell"] != nil {
      rows.append([
        "c_t", "the cell", "\(n) × 1",
        Self.text(trace.initial("cell", count: n), "before step 0: "),
      ])
    }
    rows.append([
      "h_t", "the hidden state", "\(n) × 1",
      Self.text(trace.initial("hidden", count: n), "before step 0: "),
    ])
    rows.append([trace.concatenation, "both, in the order of W's columns", "\(m + n) × 1", ""])
    for block in trace.blocks {
      let (weights, bias) = (trace.weights(block), trace.bias(block))
      if let width = weights.first?.count {
        let numbers = weights.count * width <= 48 ? weights.map { Self.text($0) }.joined(separator: " ") : ""
        rows.append(["W of \(block)", "its weights", "\(weights.count) × \(width)", numbers])
      }
      rows.append(["b of \(block)", "its bias", "\(bias.count) × 1", Self.text(bias)])
    }
    rows.append(["z, p, u", "pre-activation, probability, draw of each gate", "\(n) × 1", ""])
    if let output = step["output"] {
      rows.append(["y_t", "what is shown to the world", "\(output.numbers.count) × 1", ""])
    }
    table = FigureTable(["symbol", "meaning", "shape", "numbers"], rows: rows)
  }

  private static func text(_ numbers: [Double]?, _ before: String = "") -> String {
    guard let numbers, numbers.count <= 16 else { return "" }
    return before + "[" + numbers.map(Scale.brief).joined(separator: ", ") + "]"
  }
}
