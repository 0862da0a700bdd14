import CKernels

extension VectorEngine {
  /// The gradients of a layer's weights, over all rows of the pass; 0 for what the variant does not have.
  func sumGradients(of layer: VectorLayer, inputs: UnsafePointer<Float>) {
    let (m, n) = (layer.inputWidth, layer.hidden)
    scratch.reserve(max(kernels.pointee.gradient_scratch(4, n, m), kernels.pointee.gradient_scratch(4, n, n)))
    let noise = layer.stateNoise
    let inputs = noise.input.isThere ? UnsafePointer(noise.seenInput.start) : inputs
    let hidden = noise.hidden.isThere ? noise.seenHidden.start : layer.tape.values(.hidden, step: 0)
    gradient.withUnsafeMutableBufferPointer { gradient in
      let out = gradient.baseAddress!
      let inputWeights = out + layout.inputWeights(layer: layer.index).range.lowerBound
      let recurrentWeights = out + layout.recurrentWeights(layer: layer.index).range.lowerBound
      let bias = out + layout.bias(layer: layer.index).range.lowerBound
      for block in GateBlock.allCases where !configuration.variant.has(block) {
        let first = block.rawValue * n
        (inputWeights + first * m).update(repeating: 0, count: n * m)
        (recurrentWeights + first * n).update(repeating: 0, count: n * n)
        (bias + first).update(repeating: 0, count: n)
      }
      sumProducts(of: layer, inputs, width: m, into: inputWeights)
      sumProducts(of: layer, UnsafePointer(hidden), width: n, into: recurrentWeights)
      for block in layer.blocks {
        kernels.pointee.column_sums(
          slopes(layer, block), n, n, steps * count, bias + block.rawValue * n)
      }
      if let block = layout.peepholes(layer: layer.index) {
        sumPeepholes(of: layer, into: out + block.range.lowerBound)
      }
      guard let block = layout.gateWeights(layer: layer.index) else { return }
      // Rows of R are the gates that see, columns those that are seen.
      let seeing: InlineArray<4, GateBlock> = [.input, .forget, .output, .output]
      for seen in 0..<3 {
        withSlopes(of: layer, seeing) {
          kernels.pointee.gradient(
            3, $0, n, n, layer.tape.values(.gate, seen, step: -1), n, n, steps * count,
            out + block.range.lowerBound + seen * n, 3 * n, scratch.start)
        }
      }
    }
  }

  /// ∂ℓ/∂z of a row group, [T·B, n].
  private func slopes(_ layer: VectorLayer, _ block: GateBlock) -> UnsafeMutablePointer<Float> {
    layer.tape.slopes(block, step: 0)
  }

  /// Σ_row ∂ℓ/∂z ⊗ factors, [4n × width], neighboring row groups together.
  private func sumProducts(
    of layer: VectorLayer, _ factors: UnsafePointer<Float>, width: Int,
    into out: UnsafeMutablePointer<Float>
  ) {
    let n = layer.hidden
    for run in layer.runs {
      let blocks = InlineArray<4, GateBlock> { GateBlock.allCases[min(run.lowerBound + $0, 3)] }
      withSlopes(of: layer, blocks) {
        kernels.pointee.gradient(
          run.count, $0, n, n, factors, width, width, steps * count, out + run.lowerBound * n * width, width,
          scratch.start)
      }
    }
  }

  /// Calls `body` with where ∂ℓ/∂z of four row groups lie.
  private func withSlopes(
    of layer: VectorLayer, _ blocks: InlineArray<4, GateBlock>,
    _ body: (UnsafePointer<UnsafePointer<Float>>) -> Void
  ) {
    var left = InlineArray<4, UnsafePointer<Float>> { UnsafePointer(slopes(layer, blocks[$0])) }
    var span = left.mutableSpan
    span.withUnsafeMutableBufferPointer { body(UnsafePointer($0.baseAddress!)) }
  }

  /// Σ_row ∂ℓ/∂z ∘ c: c_{t−1} for i and f, the new cell for o.
  private func sumPeepholes(of layer: VectorLayer, into out: UnsafeMutablePointer<Float>) {
    let n = layer.hidden
    for gate in LSTMGate.allCases {
      guard configuration.variant.has(gate.block) else {
        (out + gate.index * n).update(repeating: 0, count: n)
        continue
      }
      let held = layer.stateNoise.heldCell.isThere
      let seen =
        gate != .output
        ? layer.tape.values(.cell, step: 0)
        : held ? layer.stateNoise.newCell(step: 0) : layer.tape.values(.cell, step: 1)
      kernels.pointee.column_products(
        slopes(layer, gate.block), n, UnsafePointer(seen), n, n, steps * count, out + gate.index * n)
    }
  }
}
