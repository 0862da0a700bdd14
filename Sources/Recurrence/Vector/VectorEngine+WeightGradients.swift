import CKernels

extension VectorEngine {
  /// The gradients of a layer's weights, over all rows of the pass; 0 for what the variant does not have.
  func sumGradients(of layer: VectorLayer, inputs: UnsafePointer<Float>) {
    let (m, n) = (layer.inputWidth, layer.hidden)
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
      for run in layer.runs {
        let first = run.lowerBound * n
        let seeing = InlineArray<4, GateBlock> { GateBlock.allCases[min(run.lowerBound + $0, 3)] }
        let seen: InlineArray<2, ckernels_factors> = [
          ckernels_factors(
            values: inputs, width: m, stride: m, out: inputWeights + first * m, out_stride: m),
          ckernels_factors(
            values: hidden, width: n, stride: n, out: recurrentWeights + first * n, out_stride: n),
        ]
        sumProducts(of: layer, seeing, count: run.count, seen)
      }
      splitColumns(n) { columns in
        for block in layer.blocks {
          kernels.pointee.column_sums(
            slopes(layer, block) + columns.lowerBound, columns.count, n, steps * count,
            bias + block.rawValue * n + columns.lowerBound)
        }
      }
      if let block = layout.peepholes(layer: layer.index) {
        sumPeepholes(of: layer, into: out + block.range.lowerBound)
      }
      guard let block = layout.gateWeights(layer: layer.index) else { return }
      // Rows of R are the gates that see, columns those that are seen.
      let seeing: InlineArray<4, GateBlock> = [.input, .forget, .output, .output]
      let seen = InlineArray<3, ckernels_factors> {
        ckernels_factors(
          values: layer.tape.values(.gate, $0, step: -1), width: n, stride: n,
          out: out + block.range.lowerBound + $0 * n, out_stride: 3 * n)
      }
      sumProducts(of: layer, seeing, count: 3, seen)
    }
  }

  /// ∂ℓ/∂z of a row group, [T·B, n].
  private func slopes(_ layer: VectorLayer, _ block: GateBlock) -> UnsafeMutablePointer<Float> {
    layer.tape.slopes(block, step: 0)
  }

  /// Σ_row ∂ℓ/∂z ⊗ each of the factors, for the first `groups` of some row groups.
  private func sumProducts<let n: Int>(
    of layer: VectorLayer, _ blocks: InlineArray<4, GateBlock>, count groups: Int,
    _ factors: InlineArray<n, ckernels_factors>
  ) {
    let left = InlineArray<4, UnsafePointer<Float>> { UnsafePointer(slopes(layer, blocks[$0])) }
    sumProducts(left, groups: groups, width: layer.hidden, rows: steps * count, factors)
  }

  /// Σ_row ∂ℓ/∂z ∘ c: c_{t−1} for i and f, the new cell for o.
  private func sumPeepholes(of layer: VectorLayer, into out: UnsafeMutablePointer<Float>) {
    let n = layer.hidden
    for gate in LSTMGate.allCases {
      guard configuration.variant.has(gate.block) else {
        (out + gate.index * n).update(repeating: 0, count: n)
        continue
      }
      let held = layer.stateNoise.zoneoutCell.isThere
      let seen =
        gate != .output
        ? layer.tape.values(.cell, step: 0)
        : held ? layer.stateNoise.newCell(step: 0) : layer.tape.values(.cell, step: 1)
      kernels.pointee.column_products(
        slopes(layer, gate.block), n, UnsafePointer(seen), n, n, steps * count, out + gate.index * n)
    }
  }
}
