public import Sequences

extension ReferenceEngine {
  /// Backpropagation through time: read-out, then layer by layer from the top, then the embedding.
  public func backward(_ batch: TaskBatch) {
    precondition(
      batchLoss.gradient.count == batch.targetRows * configuration.outputWidth,
      "no loss of this batch is known")
    let states = configuration.layers * batch.count * configuration.hidden
    initialGradient = InitialState(
      hidden: Array(repeating: 0, count: states), cell: Array(repeating: 0, count: states))
    var upstream = backwardThroughReadout(batch)
    for layer in (0..<configuration.layers).reversed() {
      upstream = backward(through: layer, upstream: upstream, batch)
    }
    sumEmbedding(upstream, batch)
  }

  /// The read-out's gradients, and ∂ℓ/∂h_t that comes down from it, [T][B, n].
  private func backwardThroughReadout(_ batch: TaskBatch) -> [[Double]] {
    let (n, k) = (configuration.hidden, configuration.outputWidth)
    let size = batch.count * k
    let hidden = readHidden
    let slopes = hidden.indices.map { Array(batchLoss.gradient[$0 * size..<($0 + 1) * size]) }
    store(
      RowSums.products(slopes, k, hidden, n, rows: batch.count), in: layout.readoutWeights)
    store(RowSums.sums(slopes, k, rows: batch.count), in: layout.readoutBias)
    if configuration.constants > 0 {
      gradient.replaceSubrange(layout.readoutConstants, with: batchLoss.constantGradient)
    }
    let unread = Array(
      repeating: [Double](repeating: 0, count: batch.count * n), count: batch.steps - hidden.count)
    return unread + slopes.map { Transposed.product($0, parameters, layout.readoutWeights) }
  }

  /// One layer's gradients, and ∂ℓ/∂x_t that comes down from it, [T][B, m].
  private func backward(through layer: Int, upstream: [[Double]], _ batch: TaskBatch) -> [[Double]] {
    var pass = ReferenceLayerBackward(
      layer: layer, parameters: parameters, configuration: configuration, layout: layout,
      lengths: batch.lengths)
    let slopes = pass.run(&steps[layer], upstream: upstream, keepsCellGradients: keepsCellGradients)
    for t in slopes.indices { steps[layer][t].preActivationGradient = slopes[t] }
    let size = batch.count * configuration.hidden
    let states = layer * size..<(layer + 1) * size
    initialGradient.hidden.replaceSubrange(states, with: pass.hiddenGradient)
    initialGradient.cell.replaceSubrange(states, with: pass.cellGradient)
    sumGradients(of: layer, slopes, rows: batch.count)
    return zip(slopes, steps[layer]).map { slopes, step in
      step.masks.apply(
        .input, to: Transposed.product(slopes, parameters, layout.inputWeights(layer: layer)))
    }
  }

  /// The gradients of a layer's parameters from ∂ℓ/∂z [T][B, 4n].
  private func sumGradients(of layer: Int, _ slopes: [[Double]], rows: Int) {
    let (m, n) = (configuration.inputWidth(layer: layer), configuration.hidden)
    let steps = steps[layer]
    store(
      RowSums.products(slopes, 4 * n, steps.map(\.input), m, rows: rows),
      in: layout.inputWeights(layer: layer))
    store(
      RowSums.products(slopes, 4 * n, steps.map(\.seenHidden), n, rows: rows),
      in: layout.recurrentWeights(layer: layer))
    store(RowSums.sums(slopes, 4 * n, rows: rows), in: layout.bias(layer: layer))
    if let block = layout.peepholes(layer: layer) {
      let products = zip(slopes, steps).map { slopes, step in
        zip(slopes.gateRows(hidden: n), step.seenCells(hidden: n)).map { $0 * $1 }
      }
      store(RowSums.sums(products, 3 * n, rows: rows), in: block)
    }
    if let block = layout.gateWeights(layer: layer) {
      let gateSlopes = slopes.map { $0.gateRows(hidden: n) }
      store(
        RowSums.products(gateSlopes, 3 * n, steps.map(\.previousGates), 3 * n, rows: rows), in: block)
    }
  }

  private func store(_ values: [Double], in block: ParameterLayout.Block) {
    gradient.replaceSubrange(block.range, with: values)
  }
}

extension ReferenceStep {
  /// The cells that the gates' peepholes see, [B, 3n]: c_{t−1}, c_{t−1}, ĉ.
  fileprivate func seenCells(hidden n: Int) -> [Double] {
    (0..<newCell.count / n).flatMap { b in
      [previousCell, previousCell, newCell].flatMap { $0[b * n..<(b + 1) * n] }
    }
  }
}
