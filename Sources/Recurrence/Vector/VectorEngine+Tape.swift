extension VectorEngine {
  /// A slice [B, n] of what the last pass left.
  public func tape(_ quantity: TapeQuantity, layer: Int, step: Int) -> [Float] {
    precondition((0..<configuration.layers).contains(layer) && (0..<steps).contains(step), "outside the pass")
    let owner = layers[layer]
    switch quantity {
    case .uniform(let gate, let draw):
      precondition(owner.tape.keepsDrawn, "the engine was told not to keep what gates draw")
      let draws = owner.draws[gate.index]
      guard draw < draws else { return [] }
      return owner.tape.uniforms(
        gate.index, draw: draw, of: draws, step: step, hidden: configuration.hidden)
    case .mask(let target): return owner.stateNoise[target].values(step: step)
    case .update: return owner.skipping?.gate.updates(step) ?? []
    case .updateProbability: return owner.skipping?.gate.probabilities(step) ?? []
    default:
      guard let slice = slice(quantity, owner, step: step) else { return [] }
      return Array(UnsafeBufferPointer(start: slice, count: owner.tape.stepSize))
    }
  }

  /// Calls `body` with slices [steps, B, n] where they lie; uniforms and masks are put together.
  public func withTape(
    _ quantity: TapeQuantity, layer: Int, steps range: Range<Int>, _ body: (Span<Float>) -> Void
  ) {
    switch quantity {
    case .uniform, .mask, .update, .updateProbability:
      let slices = range.flatMap { tape(quantity, layer: layer, step: $0) }
      body(slices.span)
    default:
      precondition(
        (0..<configuration.layers).contains(layer) && range.lowerBound >= 0 && range.upperBound <= steps,
        "outside the pass")
      let owner = layers[layer]
      let start = slice(quantity, owner, step: range.lowerBound)
      let count = start == nil ? 0 : range.count * owner.tape.stepSize
      body(UnsafeBufferPointer(start: start, count: count).span)
    }
  }

  /// Where a slice [B, n] lies, those of the steps after it behind it; `nil` where there is none.
  private func slice(_ quantity: TapeQuantity, _ owner: VectorLayer, step: Int) -> UnsafePointer<Float>? {
    let tape = owner.tape
    switch quantity {
    case .preActivation(let block):
      precondition(tape.keepsSeen, "the engine was told not to keep what gates see")
      return configuration.variant.has(block)
        ? UnsafePointer(tape.preActivations(block.index, step: step)) : nil
    case .gate(let gate): return UnsafePointer(tape.values(.gate, gate.index, step: step))
    case .probability(let gate):
      let isThere = tape.keepsChances && owner.areBinary[gate.index]
      return isThere ? UnsafePointer(tape.chances(gate.index, step: step)) : nil
    case .slope(let gate):
      let isThere = hasSlopes && configuration.variant.has(gate.block)
      return isThere ? UnsafePointer(tape.values(.slope, gate.index, step: step)) : nil
    case .candidate: return hasGradients ? nil : UnsafePointer(tape.values(.candidate, step: step))
    case .cell:
      return owner.structure.hasCell ? UnsafePointer(tape.values(.cell, step: step + 1)) : nil
    case .hidden: return UnsafePointer(tape.values(.hidden, step: step + 1))
    case .memoryGradient: return UnsafePointer(tape.values(.memoryGradient, step: step))
    case .preActivationGradient(let block):
      return hasGradients ? UnsafePointer(tape.slopes(owner.slopePlaces[block.index], step: step)) : nil
    case .uniform, .mask, .update, .updateProbability:
      preconditionFailure("\(quantity) does not lie in slices")
    }
  }
}
