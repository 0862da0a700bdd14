import CKernels
public import Sequences

extension VectorEngine {
  /// Backpropagation through time: read-out, then layer by layer from the top, then the embedding.
  public func backward(_ batch: TaskBatch) {
    precondition(
      hasSlopes && batch.count == count && batch.steps == steps, "no training pass of this batch is known")
    precondition(
      batchLoss.gradient.count == outputRows * configuration.outputWidth, "no loss of this batch is known")
    (hasSlopes, hasGradients) = (false, true)
    packBackward()
    backwardThroughReadout()
    for layer in layers.reversed() {
      let isTop = layer.index == configuration.layers - 1
      let firstUpstream = !isTop || configuration.placement == .every ? 0 : steps - 1
      layer.beginReturn()
      team.split(count, atLeast: Self.fewestRows) { rows in
        let pass = VectorLayerBackward(
          layer: layer, lengths: batch.lengths, rows: rows, firstUpstream: firstUpstream,
          keepsMemoryGradients: keepsMemoryGradients)
        pass.run()
      }
      sendDown(from: layer, batch)
      withInputs(batch) { inputs in
        let below =
          layer.index == 0 ? inputs : UnsafePointer(layers[layer.index - 1].tape.values(.hidden, step: 1))
        sumGradients(of: layer, inputs: below)
      }
      sumSkipGradients(of: layer)
    }
    if let embedding, let table = layout.embedding {
      embedding.sumGradients(batch, into: &gradient, table.range)
    }
  }

  /// The read-out's gradients, and ∂ℓ/∂h_t that comes down from it into the top layer's tape.
  private func backwardThroughReadout() {
    let (n, k, rows) = (configuration.hidden, configuration.outputWidth, outputRows)
    let top = layers[configuration.layers - 1]
    let upstream = top.tape.values(.upstream, step: configuration.placement == .last ? steps - 1 : 0)
    guard k > 0 else {
      upstream.update(repeating: 0, count: rows * n)
      return
    }
    batchLoss.gradient.withUnsafeBufferPointer { slopes in
      guard let slopes = slopes.baseAddress else { return }
      readout.backward(slopes, rows: rows, into: upstream, team)
      gradient.withUnsafeMutableBufferPointer { gradient in
        let out = gradient.baseAddress!
        sumProducts(
          InlineArray(repeating: slopes), groups: 1, width: k, rows: rows,
          [
            ckernels_factors(
              values: readHidden, width: n, stride: n, out: out + layout.readoutWeights.range.lowerBound,
              out_stride: n)
          ])
        kernels.pointee.column_sums(slopes, k, k, rows, out + layout.readoutBias.range.lowerBound)
      }
    }
    if configuration.constants > 0 {
      gradient.replaceSubrange(layout.readoutConstants, with: batchLoss.constantGradient)
    }
  }

  /// ∂ℓ/∂x_t of all steps, which is what comes from above for the layer below, or for the embedding.
  private func sendDown(from layer: VectorLayer, _ batch: TaskBatch) {
    guard let below = below(layer, batch) else { return }
    team.split(steps * count, atLeast: Self.fewestRows) { rows in
      var operands = layer.downward.operands
      for (segment, block) in layer.seeingInput.enumerated() {
        operands.from(
          segment, layer.tape.slopes(layer.slopePlaces[block], step: 0) + rows.lowerBound * layer.hidden)
      }
      operands.into(0, below + rows.lowerBound * layer.inputWidth)
      layer.downward.run(operands, rows: rows.count)
    }
    guard layer.stateNoise.input.isThere else { return }
    for t in 0..<steps {
      let size = count * layer.inputWidth
      let slice = below + t * size
      var mask = layer.stateNoise.input.dropout(step: t, 0..<count)
      kernels.pointee.dropout(&mask, slice, slice, size)
    }
  }

  /// Where ∂ℓ/∂x of a layer goes; `nil` for numbers of the batch, which learn nothing.
  private func below(_ layer: VectorLayer, _ batch: TaskBatch) -> UnsafeMutablePointer<Float>? {
    layer.index > 0
      ? layers[layer.index - 1].tape.values(.upstream, step: 0) : embedding?.slopes(batch)
  }

  /// The gradients of what the update gate makes of the memory.
  private func sumSkipGradients(of layer: VectorLayer) {
    guard let gate = layer.skipping?.gate, let place = layout.skipParameters(layer: layer.index) else {
      return
    }
    let memory: VectorTape.Slab = layer.structure.hasCell ? .cell : .hidden
    let values = gate.gradient { t in
      Array(UnsafeBufferPointer(start: layer.tape.values(memory, step: t + 1), count: layer.tape.stepSize))
    }
    gradient.replaceSubrange(place, with: values)
  }

  /// ∂ℓ/∂(initial state) of the last backward pass, [layers, B, n] each.
  public var initialGradient: InitialState {
    let size = count * configuration.hidden
    return InitialState(
      hidden: layers.flatMap { layer in (0..<size).map { Double(layer.hiddenGradient.start[$0]) } },
      cell: layers.flatMap { layer in (0..<size).map { Double(layer.cellGradient.start[$0]) } })
  }
}
