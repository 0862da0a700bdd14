import Gating

extension CellStructure {
  /// Where a tape has the states that go from step to step.
  var stateSlabs: [VectorTape.Slab] { hasCell ? [.cell, .hidden] : [.hidden] }
}

/// Steps that some sequences skip.
extension VectorLayerPass {
  /// One step: decided, made, taken back where it is skipped, and followed by a look at the memory for the next one.
  func step(
    _ skipping: VectorSkipping, _ inputs: UnsafePointer<Float>, _ rule: any SurrogateGradient, _ t: Int
  ) {
    let gate = skipping.gate
    if let place = gate.place(t) {
      noise.fill(UnsafeMutableBufferPointer(rebasing: gate.draws(t)[rows]), at: place, rows)
    }
    gate.decide(t, rows, lengths: lengths)
    if skipping.gathers { stepGathered(skipping, inputs, rule, t) } else { step(inputs, rule, t) }
    skip(skipping, t)
  }

  private func skip(_ skipping: VectorSkipping, _ t: Int) {
    let (n, structure) = (layer.hidden, layer.structure)
    if case .training = mode {
      let first = rows.lowerBound * n
      (skipping.hidden(t) + first).update(from: tape.values(.hidden, step: t + 1), count: tape.size)
      if structure.hasCell {
        (skipping.cell(t) + first).update(from: tape.values(.cell, step: t + 1), count: tape.size)
      }
    }
    let memory = tape.values(structure.hasCell ? .cell : .hidden, step: t + 1)
    for row in rows {
      if !skipping.gate.takes(t, row) { keep(row, t) }
      skipping.gate.look(t, row, at: memory + (row - rows.lowerBound) * n)
    }
  }

  /// One step of those sequences alone that take it, side by side on a tape of one step.
  ///
  /// No bit of a sequence depends on its neighbors, so that this is the step of all of them.
  private func stepGathered(
    _ skipping: VectorSkipping, _ inputs: UnsafePointer<Float>, _ rule: any SurrogateGradient, _ t: Int
  ) {
    let (m, n) = (layer.inputWidth, layer.hidden)
    let taking = rows.filter { skipping.gate.takes(t, $0) }
    guard !taking.isEmpty else { return }
    let pass = VectorLayerPass(
      layer: layer, gates: gates, mode: mode, noise: noise, lengths: lengths,
      rows: rows.lowerBound..<rows.lowerBound + taking.count, tape: skipping.tape)
    let gathered = skipping.inputs(from: rows.lowerBound)
    let source = inputs + t * inputStep
    for (place, row) in taking.enumerated() {
      let index = row - rows.lowerBound
      (gathered + place * m).update(from: source + index * m, count: m)
      for slab in layer.structure.stateSlabs {
        (pass.tape.values(slab, step: 0) + place * n).update(
          from: tape.values(slab, step: t) + index * n, count: n)
      }
    }
    pass.step(gathered, rule, 0)
    for (place, row) in taking.enumerated() {
      let index = row - rows.lowerBound
      for slab in layer.structure.stateSlabs {
        (tape.values(slab, step: t + 1) + index * n).update(
          from: pass.tape.values(slab, step: 1) + place * n, count: n)
      }
    }
  }
}
