extension VectorEngine {
  /// A slice [B, n] of what the last pass left.
  public func tape(_ quantity: TapeQuantity, layer: Int, step: Int) -> [Float] {
    precondition((0..<configuration.layers).contains(layer) && (0..<steps).contains(step), "outside the pass")
    let owner = layers[layer]
    func slice(_ slab: VectorTape.Slab, _ index: Int = 0, step: Int) -> [Float] {
      Array(
        UnsafeBufferPointer(start: owner.tape.values(slab, index, step: step), count: owner.tape.stepSize))
    }
    switch quantity {
    case .preActivation(let block):
      return configuration.variant.has(block) ? slice(.preActivation, block.rawValue, step: step) : []
    case .uniform(let gate, let draw):
      let (size, draws) = (owner.tape.stepSize, owner.draws[gate.index])
      guard draw < draws else { return [] }
      let start = owner.tape.uniforms(gate.index, draws: draws, step: step) + draw * size
      return Array(UnsafeBufferPointer(start: start, count: size))
    case .gate(let gate): return slice(.gate, gate.index, step: step)
    case .slope(let gate):
      let isThere = hasSlopes && configuration.variant.has(gate.block)
      return isThere ? slice(.slope, gate.index, step: step) : []
    case .candidate: return slice(.candidate, step: step)
    case .cell: return slice(.cell, step: step + 1)
    case .hidden: return slice(.hidden, step: step + 1)
    case .cellGradient: return slice(.cellGradient, step: step)
    case .mask(let target): return owner.stateNoise[target].values(step: step)
    case .preActivationGradient(let block):
      return slice(.preActivationGradient, block.rawValue, step: step)
    }
  }
}
