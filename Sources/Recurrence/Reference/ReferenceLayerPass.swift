import Gating
import RandomStreams

/// One layer's way forward through time in the reference engine.
struct ReferenceLayerPass {
  let layer: Int
  let parameters: [Double]
  let configuration: NetworkConfiguration
  let layout: ParameterLayout
  let gates: GateAssignment
  let mode: PassMode
  let noise: (any NoiseSource)?
  let lengths: [Int]
  /// The update gate; `nil` where every step is taken.
  let update: UpdateGate<Double>?

  /// All steps, from the inputs [T][B, m] and the state before the first, [B, n] each.
  func run(_ inputs: [[Double]], hidden: [Double], cell: [Double]) -> [ReferenceStep] {
    var (hidden, cell) = (hidden, cell)
    let seesGates = configuration.variant.seesGates
    var previousGates = [Double](repeating: 0, count: seesGates ? 3 * hidden.count : 0)
    var sequenceMasks = MaskValues()
    let elementwiseCell = configuration.elementwiseCell
    let products = ReferenceProduct.all(configuration, layout, layer: layer)
    return inputs.enumerated().map { t, input in
      var step = ReferenceStep(input: input, hidden: hidden, cell: cell, gates: previousGates)
      mask(&step, t, &sequenceMasks)
      for product in products { step.preActivations[product.block] = product(step, parameters) }
      if let cell = elementwiseCell {
        run(cell, &step, t)
      } else {
        runLSTM(&step, t)
      }
      if let update { skip(&step, t, update) }
      (hidden, cell) = (step.hidden, step.cell)
      if seesGates { previousGates = step.gateRows(hidden: configuration.hidden) }
      return step
    }
  }

  /// Takes the step back where it is skipped, and looks at the memory for the next one.
  private func skip(_ step: inout ReferenceStep, _ t: Int, _ update: UpdateGate<Double>) {
    let n = configuration.hidden
    if let place = update.place(t) {
      guard let noise else { preconditionFailure("an update gate that is drawn needs a source") }
      var draws = update.draws(t).mutableSpan
      noise.fill(&draws, at: place)
    }
    update.decide(t, lengths.indices, lengths: lengths)
    (step.offeredHidden, step.offeredCell) = (step.hidden, step.cell)
    for row in lengths.indices where !update.takes(t, row) {
      let units = row * n..<(row + 1) * n
      step.hidden.replaceSubrange(units, with: step.previousHidden[units])
      step.cell.replaceSubrange(units, with: step.previousCell[units])
    }
    let memory = layout.structure.hasCell ? step.cell : step.hidden
    memory.withUnsafeBufferPointer { memory in
      guard let memory = memory.baseAddress else { return }
      for row in lengths.indices { update.look(t, row, at: memory + row * n) }
    }
  }

  private func runLSTM(_ step: inout ReferenceStep, _ t: Int) {
    peep(.input, at: step.previousCell, &step)
    peep(.forget, at: step.previousCell, &step)
    read(.input, &step, t)
    read(.forget, &step, t)
    readCandidate(&step)
    makeCell(&step)
    peep(.output, at: step.newCell, &step)
    read(.output, &step, t)
    updateStates(&step, t)
  }

  /// g = tanh(z_g), or z_g.
  private func readCandidate(_ step: inout ReferenceStep) {
    let z = step.preActivations[.candidate]
    if configuration.variant.squashesCandidate {
      step.values[.candidate] = Self.tanh(z)
      step.slopes[.candidate] = step.values[.candidate].map { 1 - $0 * $0 }
    } else {
      step.values[.candidate] = z
      step.slopes[.candidate] = z.map { _ in 1 }
    }
  }

  /// ĉ = m_c ∘ (r ∘ c_{t−1} + m_w ∘ (i ∘ g)).
  private func makeCell(_ step: inout ReferenceStep) {
    let (i, f, g, c) = (
      step.values[.input], step.values[.forget], step.values[.candidate], step.previousCell
    )
    let (write, cell) = (step.masks[.write], step.masks[.cell])
    let convention = configuration.forgetConvention
    step.newCell = c.indices.map { e in
      let written = MaskValues.factor(write, e) * (i[e] * g[e])
      return MaskValues.factor(cell, e) * (convention.retained(f[e]) * c[e] + written)
    }
    step.shownCell = configuration.variant.squashesCell ? Self.tanh(step.newCell) : step.newCell
  }

  private static func tanh(_ x: [Double]) -> [Double] {
    var y = x
    var span = y.mutableSpan
    VectorMath.tanh(x.span, into: &span)
    return y
  }

  /// c_t and h_t from ĉ and ĥ = o ∘ tanh(ĉ), where they are not held; past its length a sequence's state stays.
  private func updateStates(_ step: inout ReferenceStep, _ t: Int) {
    var (cell, hidden) = (step.previousCell, step.previousHidden)
    let (newCell, shown, o) = (step.newCell, step.shownCell, step.values[.output])
    let (holdsCell, holdsHidden) = (step.masks[.zoneoutCell], step.masks[.zoneoutHidden])
    for b in lengths.indices where t < lengths[b] {
      for e in b * configuration.hidden..<(b + 1) * configuration.hidden {
        cell[e] = MaskValues.held(holdsCell, e, old: cell[e], new: newCell[e])
        hidden[e] = MaskValues.held(holdsHidden, e, old: hidden[e], new: o[e] * shown[e])
      }
    }
    (step.cell, step.hidden) = (cell, hidden)
  }
}
