extension VectorEngine {
  /// A slice [B, n] of what the last pass left.
  public func tape(_ quantity: TapeQuantity, layer: Int, step: Int) -> [Float] {
    precondition((0..<configuration.layers).contains(layer) && (0..<steps).contains(step), "outside the pass")
    let owner = layers[layer]
    func copy(_ slice: UnsafeMutablePointer<Float>) -> [Float] {
      Array(UnsafeBufferPointer(start: slice, count: owner.tape.stepSize))
    }
    switch quantity {
    case .preActivation(let block):
      precondition(owner.tape.keepsSeen, "the engine was told not to keep what gates see")
      guard configuration.variant.has(block) else { return [] }
      return copy(owner.tape.preActivations(block.rawValue, step: step))
    case .uniform(let gate, let draw):
      precondition(owner.tape.keepsSeen, "the engine was told not to keep what gates see")
      let draws = owner.draws[gate.index]
      guard draw < draws else { return [] }
      return owner.tape.uniforms(
        gate.index, draw: draw, of: draws, step: step, hidden: configuration.hidden)
    case .gate(let gate): return copy(owner.tape.values(.gate, gate.index, step: step))
    case .slope(let gate):
      let isThere = hasSlopes && configuration.variant.has(gate.block)
      return isThere ? copy(owner.tape.values(.slope, gate.index, step: step)) : []
    case .candidate: return hasGradients ? [] : copy(owner.tape.values(.candidate, step: step))
    case .cell: return copy(owner.tape.values(.cell, step: step + 1))
    case .hidden: return copy(owner.tape.values(.hidden, step: step + 1))
    case .cellGradient: return copy(owner.tape.values(.cellGradient, step: step))
    case .mask(let target): return owner.stateNoise[target].values(step: step)
    case .preActivationGradient(let block):
      return hasGradients ? copy(owner.tape.slopes(block, step: step)) : []
    }
  }
}
