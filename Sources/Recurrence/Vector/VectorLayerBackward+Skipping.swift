/// The way back through the update gate.
extension VectorLayerBackward {
  /// From ∂ℓ/∂p_{t+1} and ∂ℓ/∂s_t to ∂ℓ/∂p_t, and what of it comes back to ∂ℓ/∂s_t.
  func back(through skipping: VectorSkipping, _ t: Int) {
    let (n, hasCell, gate) = (layer.hidden, layer.structure.hasCell, skipping.gate)
    let upstream = t >= firstUpstream ? tape.values(.upstream, step: t) : nil
    let (hidden, cell) = (tape.values(.hidden, step: t), tape.values(.cell, step: t))
    let (offeredHidden, offeredCell) = (skipping.hidden(t) + first, skipping.cell(t) + first)
    for row in rows {
      guard t < lengths[row] else {
        gate.clear(t, row)
        continue
      }
      let start = (row - rows.lowerBound) * n
      gate.returnThroughChange(t, row, (hasCell ? cellGradient : hiddenGradient) + start)
      var fromStates: Float = 0
      for e in start..<start + n {
        let gradient = hiddenGradient[e] + (upstream?[e] ?? 0)
        fromStates += gradient * (offeredHidden[e] - hidden[e])
        if hasCell { fromStates += cellGradient[e] * (offeredCell[e] - cell[e]) }
      }
      gate.returnThroughUpdate(t, row, fromStates: fromStates)
    }
  }
}
