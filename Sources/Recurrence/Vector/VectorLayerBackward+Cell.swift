import CKernels

/// The way back through a step of a cell that is arithmetic of each unit by itself.
extension VectorLayerBackward {
  /// ∂ℓ/∂z of all blocks, and what of ∂ℓ/∂h_{t−1} does not come through them.
  func step(_ cell: any ElementwiseCell, _ t: Int) {
    let d = hiddenGradient
    if t >= firstUpstream {
      let upstream = tape.values(.upstream, step: t)
      for e in 0..<tape.size { d[e] += upstream[e] }
    }
    if keepsMemoryGradients { tape.values(.memoryGradient, step: t).update(from: d, count: tape.size) }
    if hasMasks { layer.stateNoise.split(d, step: t, rows) }
    let back = cellReturn(t)
    cell.backward(back)
    for gate in layer.gates {
      guard let injected = layer.injection.values(gate: gate, step: t) else { continue }
      let slopes = tape.values(.slope, gate, step: t)
      for e in 0..<tape.size { slopes[e] += injected[first + e] }
    }
    cell.deriveBackward(back)
  }

  /// Adds what was carried past the pre-activations to ∂ℓ/∂h_{t−1}.
  func passCarried() {
    guard layer.cell != nil else { return }
    let carried = layer.carried.start + first
    for e in 0..<tape.size { hiddenGradient[e] += carried[e] }
  }

  private func cellReturn(_ t: Int) -> CellReturn<Float> {
    let (structure, tape, carried) = (layer.structure, tape, layer.carried.start + first)
    return CellReturn(
      count: tape.size, hiddenGradient: UnsafePointer(hiddenGradient), carried: carried,
      previous: UnsafePointer(tape.values(.hidden, step: t)),
      hidden: UnsafePointer(tape.values(.hidden, step: t + 1)), candidate: tape.values(.candidate, step: t),
      writeFactors: hasMasks ? layer.writeFactors(step: t, rows) : nil,
      gates: CellSlices(structure.gates.count, { tape.values(.gate, $0, step: t) }, anywhere: carried),
      slopes: CellSlices(structure.gates.count, { tape.values(.slope, $0, step: t) }, anywhere: carried),
      kept: CellSlices(structure.kept, { tape.values(.kept, $0, step: t) }, anywhere: carried))
  }
}
