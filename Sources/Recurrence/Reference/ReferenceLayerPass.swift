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

  /// All steps, from the inputs [T][B, m] and the state before the first, [B, n] each.
  func run(_ inputs: [[Double]], hidden: [Double], cell: [Double]) -> [ReferenceStep] {
    var (hidden, cell) = (hidden, cell)
    let seesGates = configuration.variant.seesGates
    var previousGates = [Double](repeating: 0, count: seesGates ? 3 * hidden.count : 0)
    var sequenceMasks = MaskValues()
    return inputs.enumerated().map { t, input in
      var step = ReferenceStep(input: input, hidden: hidden, cell: cell, gates: previousGates)
      mask(&step, t, &sequenceMasks)
      for block in GateBlock.allCases where exists(block) {
        step.preActivations[block] = preActivations(block, step)
      }
      peep(.input, at: step.previousCell, &step)
      peep(.forget, at: step.previousCell, &step)
      read(.input, &step, t)
      read(.forget, &step, t)
      readCandidate(&step)
      makeCell(&step)
      peep(.output, at: step.newCell, &step)
      read(.output, &step, t)
      updateStates(&step, t)
      (hidden, cell) = (step.hidden, step.cell)
      if seesGates { previousGates = step.gateRows(hidden: configuration.hidden) }
      return step
    }
  }

  /// g = tanh(z_g), or z_g.
  private func readCandidate(_ step: inout ReferenceStep) {
    let z = step.preActivations[.candidate]
    if configuration.variant.squashesCandidate {
      step.values[.candidate] = z.map { VectorMath.tanh($0) }
      step.slopes[.candidate] = step.values[.candidate].map { 1 - $0 * $0 }
    } else {
      step.values[.candidate] = z
      step.slopes[.candidate] = z.map { _ in 1 }
    }
  }

  /// ĉ = m_c ∘ (r ∘ c_{t−1} + m_w ∘ (i ∘ g)).
  private func makeCell(_ step: inout ReferenceStep) {
    step.newCell = step.previousCell.indices.map { e in
      let retained = configuration.forgetConvention.retained(step.values[.forget][e])
      let written = step.masks.factor(.write, e) * (step.values[.input][e] * step.values[.candidate][e])
      return step.masks.factor(.cell, e) * (retained * step.previousCell[e] + written)
    }
    step.shownCell =
      configuration.variant.squashesCell ? step.newCell.map { VectorMath.tanh($0) } : step.newCell
  }

  /// c_t and h_t from ĉ and ĥ = o ∘ tanh(ĉ), where they are not held; past its length a sequence's state stays.
  private func updateStates(_ step: inout ReferenceStep, _ t: Int) {
    step.cell = step.previousCell
    step.hidden = step.previousHidden
    for b in lengths.indices where t < lengths[b] {
      for e in b * configuration.hidden..<(b + 1) * configuration.hidden {
        let newHidden = step.values[.output][e] * step.shownCell[e]
        step.cell[e] = step.masks.held(.zoneoutCell, e, old: step.previousCell[e], new: step.newCell[e])
        step.hidden[e] = step.masks.held(.zoneoutHidden, e, old: step.previousHidden[e], new: newHidden)
      }
    }
  }
}
