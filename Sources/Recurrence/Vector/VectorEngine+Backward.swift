import CKernels
public import SequenceTasks

extension VectorEngine {
  /// Backpropagation through time: read-out, then layer by layer from the top.
  public func backward(_ batch: TaskBatch) {
    precondition(
      hasSlopes && batch.count == count && batch.steps == steps, "no training pass of this batch is known")
    precondition(
      outputGradient.count == outputRows * configuration.outputWidth, "no loss of this batch is known")
    packBackward()
    backwardThroughReadout()
    for layer in layers.reversed() {
      let isTop = layer.index == configuration.layers - 1
      let firstUpstream = !isTop || configuration.placement == .every ? 0 : steps - 1
      let pass = VectorLayerReturn(
        layer: layer, configuration: configuration, lengths: batch.lengths, firstUpstream: firstUpstream,
        keepsCellGradients: keepsCellGradients)
      pass.run()
      sendDown(from: layer)
      batch.inputs.withUnsafeBufferPointer { inputs in
        guard let inputs = inputs.baseAddress else { return }
        let below =
          layer.index == 0 ? inputs : UnsafePointer(layers[layer.index - 1].tape.values(.hidden, step: 1))
        sumGradients(of: layer, inputs: below)
      }
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
    outputGradient.withUnsafeBufferPointer { slopes in
      guard let slopes = slopes.baseAddress else { return }
      readout.backward.from(0, slopes, count: k)
      readout.backward.into(0, upstream)
      readout.backward.run(rows: rows)
      scratch.reserve(kernels.pointee.gradient_scratch(1, k, n))
      let (weights, bias) = (layout.readoutWeights.range.lowerBound, layout.readoutBias.range.lowerBound)
      gradient.withUnsafeMutableBufferPointer { gradient in
        withUnsafePointer(to: slopes) {
          kernels.pointee.gradient(
            1, $0, k, k, readHidden, n, n, rows, gradient.baseAddress! + weights, n, scratch.start)
        }
        kernels.pointee.column_sums(slopes, k, k, rows, gradient.baseAddress! + bias)
      }
    }
  }

  /// ∂ℓ/∂x_t of all steps, which is what comes from above for the layer below.
  private func sendDown(from layer: VectorLayer) {
    guard layer.index > 0 else { return }
    for block in GateBlock.allCases {
      let slopes = layer.tape.values(.preActivationGradient, block.rawValue, step: 0)
      layer.downward.from(block.rawValue, slopes, count: layer.hidden)
    }
    layer.downward.into(0, layers[layer.index - 1].tape.values(.upstream, step: 0))
    layer.downward.run(rows: steps * count)
  }

  /// The gradients of a layer's weights and biases, over all rows of the pass.
  private func sumGradients(of layer: VectorLayer, inputs: UnsafePointer<Float>) {
    let (m, n, rows) = (layer.inputWidth, layer.hidden, steps * count)
    scratch.reserve(
      max(kernels.pointee.gradient_scratch(4, n, m), kernels.pointee.gradient_scratch(4, n, n)))
    let slopes = { layer.tape.values(.preActivationGradient, $0, step: 0) }
    var left: InlineArray<4, UnsafePointer<Float>> = [
      UnsafePointer(slopes(0)), UnsafePointer(slopes(1)), UnsafePointer(slopes(2)), UnsafePointer(slopes(3)),
    ]
    let (inputWeights, recurrentWeights, bias) = (
      layout.inputWeights(layer: layer.index).range.lowerBound,
      layout.recurrentWeights(layer: layer.index).range.lowerBound,
      layout.bias(layer: layer.index).range.lowerBound
    )
    let hidden = layer.tape.values(.hidden, step: 0)
    gradient.withUnsafeMutableBufferPointer { gradient in
      let out = gradient.baseAddress!
      var span = left.mutableSpan
      span.withUnsafeMutableBufferPointer { left in
        let left = UnsafePointer(left.baseAddress!)
        kernels.pointee.gradient(4, left, n, n, inputs, m, m, rows, out + inputWeights, m, scratch.start)
        kernels.pointee.gradient(4, left, n, n, hidden, n, n, rows, out + recurrentWeights, n, scratch.start)
      }
      for block in 0..<4 { kernels.pointee.column_sums(slopes(block), n, n, rows, out + bias + block * n) }
    }
  }

  /// ∂ℓ/∂(initial state) of the last backward pass, [layers, B, n] each.
  public var initialGradient: InitialState {
    let size = count * configuration.hidden
    return InitialState(
      hidden: layers.flatMap { layer in (0..<size).map { Double(layer.hiddenGradient.start[$0]) } },
      cell: layers.flatMap { layer in (0..<size).map { Double(layer.cellGradient.start[$0]) } })
  }
}
