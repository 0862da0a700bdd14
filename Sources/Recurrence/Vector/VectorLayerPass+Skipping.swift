import Gating

extension CellStructure {
  /// Where a tape has the states that go from step to step.
  var stateSlabs: [VectorTape.Slab] { hasCell ? [.cell, .hidden] : [.hidden] }
}

/// Steps that some sequences skip.
extension VectorLayerPass {
  /// Draws, and decides which sequences take a step.
  func decide(_ update: UpdateGate<Float>, _ t: Int) {
    if let place = update.place(t) {
      noise.fill(UnsafeMutableBufferPointer(rebasing: update.draws(t)[rows]), at: place, rows)
    }
    update.decide(t, rows, lengths: lengths)
  }

  /// Takes the step back where it is skipped, and looks at the memory for the next one.
  func skip(_ update: UpdateGate<Float>, _ t: Int) {
    let (n, skipped, structure) = (layer.hidden, layer.skipped, layer.structure)
    if case .training = mode {
      let first = rows.lowerBound * n
      (skipped.hidden(t) + first).update(from: tape.values(.hidden, step: t + 1), count: tape.size)
      if structure.hasCell {
        (skipped.cell(t) + first).update(from: tape.values(.cell, step: t + 1), count: tape.size)
      }
    }
    let memory = tape.values(structure.hasCell ? .cell : .hidden, step: t + 1)
    for row in rows {
      if !update.takes(t, row) { keep(row, t) }
      update.look(t, row, at: memory + (row - rows.lowerBound) * n)
    }
  }

  /// One step of those sequences alone that take it, side by side on a tape of one step.
  ///
  /// No bit of a sequence depends on its neighbors, so that this is the step of all of them.
  func stepGathered(_ inputs: UnsafePointer<Float>, _ rule: any SurrogateGradient, _ t: Int) {
    let (m, n, skipped) = (layer.inputWidth, layer.hidden, layer.skipped)
    let taking = rows.filter { layer.update?.takes(t, $0) == true }
    guard !taking.isEmpty else { return }
    let pass = VectorLayerPass(
      layer: layer, gates: gates, mode: mode, noise: noise, lengths: lengths,
      rows: rows.lowerBound..<rows.lowerBound + taking.count, tape: skipped.tape)
    let gathered = skipped.inputs(from: rows.lowerBound)
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
