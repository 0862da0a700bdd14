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
      for place in layer.places.unused {
        (out + place.lowerBound).update(repeating: 0, count: place.count)
      }
      for run in layer.runs {
        func seen(_ values: UnsafePointer<Float>, _ width: Int, _ place: Int) -> ckernels_factors {
          ckernels_factors(values: values, width: width, stride: width, out: out + place, out_stride: width)
        }
        switch (run.inputWeights, run.recurrentWeights) {
        case (let input?, let recurrent?):
          let both: InlineArray<2, ckernels_factors> = [seen(inputs, m, input), seen(hidden, n, recurrent)]
          sumProducts(of: layer, run.blocks, both)
        case (let input?, nil): sumProducts(of: layer, run.blocks, [seen(inputs, m, input)])
        case (nil, let recurrent?): sumProducts(of: layer, run.blocks, [seen(hidden, n, recurrent)])
        case (nil, nil): break
        }
      }
      splitColumns(n) { columns in
        for (block, place) in layer.places.biases {
          kernels.pointee.column_sums(
            slopes(layer, block) + columns.lowerBound, columns.count, n, steps * count,
            out + place + columns.lowerBound)
        }
        for (block, place) in layer.own {
          kernels.pointee.column_products(
            slopes(layer, block) + columns.lowerBound, n, hidden + columns.lowerBound, n, columns.count,
            steps * count, out + place.lowerBound + columns.lowerBound)
        }
      }
      if let block = layout.peepholes(layer: layer.index) {
        sumPeepholes(of: layer, into: out + block.range.lowerBound)
      }
      guard let block = layout.gateWeights(layer: layer.index) else { return }
      // Rows of R are the gates that see, columns those that are seen.
      let seen = InlineArray<3, ckernels_factors> {
        ckernels_factors(
          values: layer.tape.values(.gate, $0, step: -1), width: n, stride: n,
          out: out + block.range.lowerBound + $0 * n, out_stride: 3 * n)
      }
      sumProducts(of: layer, layer.gateBlocks, seen)
    }
  }

  /// ∂ℓ/∂z of a block, [T·B, n].
  private func slopes(_ layer: VectorLayer, _ block: Int) -> UnsafeMutablePointer<Float> {
    layer.tape.slopes(layer.slopePlaces[block], step: 0)
  }

  /// Σ_row ∂ℓ/∂z ⊗ each of the factors, for some blocks.
  private func sumProducts<let n: Int>(
    of layer: VectorLayer, _ blocks: some RandomAccessCollection<Int>,
    _ factors: InlineArray<n, ckernels_factors>
  ) {
    var left = InlineArray<4, UnsafePointer<Float>>(
      repeating: UnsafePointer(layer.tape.values(.slope, step: 0)))
    for (group, block) in blocks.enumerated() { left[group] = UnsafePointer(slopes(layer, block)) }
    sumProducts(left, groups: blocks.count, width: layer.hidden, rows: steps * count, factors)
  }

  /// Σ_row ∂ℓ/∂z ∘ c: c_{t−1} for i and f, the new cell for o.
  private func sumPeepholes(of layer: VectorLayer, into out: UnsafeMutablePointer<Float>) {
    let n = layer.hidden
    for gate in LSTMCell.gates {
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
        slopes(layer, gate.block.index), n, UnsafePointer(seen), n, n, steps * count, out + gate.index * n)
    }
  }
}
