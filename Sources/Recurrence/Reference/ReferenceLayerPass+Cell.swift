/// The step of a cell that is arithmetic of each unit by itself.
extension ReferenceLayerPass {
  /// Gates and hidden state of a step whose pre-activations are there.
  func run(_ cell: any ElementwiseCell, _ step: inout ReferenceStep, _ t: Int) {
    let structure = layout.structure
    let slices = ReferenceCell(structure, count: step.previousHidden.count)
    for block in structure.blocks where block.hasParameters {
      slices.set(slices.preActivations(block), step.preActivations[block])
    }
    slices.set(slices.previous, step.previousHidden)
    let work = slices.forward(step.masks)
    cell.derive(work)
    for block in structure.blocks where !block.hasParameters {
      step.preActivations[block] = slices.values(slices.preActivations(block))
    }
    for gate in structure.gates {
      read(gate, &step, t)
      slices.set(slices.gate(gate), step.values[gate.block])
    }
    cell.forward(work)
    step.values[structure.candidate] = slices.values(slices.candidate)
    step.kept = (0..<structure.kept).map { slices.values(slices.kept($0)) }
    update(&step, slices.values(slices.hidden), t)
  }

  /// h_t from ĥ: dropped, and held where the old state stays; past its length a sequence's state stays.
  private func update(_ step: inout ReferenceStep, _ new: [Double], _ t: Int) {
    var hidden = step.previousHidden
    let (drop, holds, n) = (step.masks[.cell], step.masks[.zoneoutHidden], configuration.hidden)
    for b in lengths.indices where t < lengths[b] {
      for e in b * n..<(b + 1) * n {
        hidden[e] = MaskValues.held(
          holds, e, old: hidden[e], new: drop.isEmpty ? new[e] : drop[e] * new[e])
      }
    }
    (step.hidden, step.cell) = (hidden, step.previousCell)
  }
}

extension ReferenceLayerBackward {
  /// One step back: ∂ℓ/∂z of all blocks, and ``carried``.
  mutating func back(
    through step: inout ReferenceStep, _ cell: any ElementwiseCell, _ t: Int, keepsMemoryGradients: Bool
  ) -> BlockValues<[Double]> {
    let (structure, n) = (layout.structure, configuration.hidden)
    if keepsMemoryGradients { step.memoryGradient = hiddenGradient }
    let slices = ReferenceCell(structure, count: hiddenGradient.count)
    for gate in structure.gates {
      slices.set(slices.gate(gate), step.values[gate.block])
      slices.set(slices.slope(gate), step.slopes[gate.block])
    }
    slices.set(slices.candidate, step.values[structure.candidate])
    for index in 0..<structure.kept { slices.set(slices.kept(index), step.kept[index]) }
    slices.set(slices.previous, step.previousHidden)
    slices.set(slices.hidden, step.hidden)
    slices.set(
      slices.hiddenGradient,
      hiddenGradient.indices.map { e in
        step.masks.holds(.zoneoutHidden, e) ? 0 : step.masks.factor(.cell, e) * hiddenGradient[e]
      })
    let work = slices.backward(step.masks)
    cell.backward(work)
    for gate in structure.gates where !step.injected[gate.block].isEmpty {
      for (e, value) in step.injected[gate.block].enumerated() { slices.slope(gate)[e] += value }
    }
    cell.deriveBackward(work)
    carried = slices.values(slices.carried)
    var result = BlockValues(repeating: [Double]())
    for block in structure.blocks {
      var slopes = slices.values(slices.gradient(block))
      for b in lengths.indices where !runs(b, t) {
        slopes.replaceSubrange(b * n..<(b + 1) * n, with: repeatElement(0, count: n))
      }
      result[block] = slopes
    }
    return result
  }
}
