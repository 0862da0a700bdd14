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
      lengths: batch.lengths, update: update(layer))
    let slopes = pass.run(&steps[layer], upstream: upstream, keepsMemoryGradients: keepsMemoryGradients)
    for t in slopes.indices { steps[layer][t].preActivationGradient = slopes[t] }
    let size = batch.count * configuration.hidden
    let states = layer * size..<(layer + 1) * size
    initialGradient.hidden.replaceSubrange(states, with: pass.hiddenGradient)
    initialGradient.cell.replaceSubrange(states, with: pass.cellGradient)
    sumGradients(of: layer, slopes, rows: batch.count)
    if let update = update(layer), let place = layout.skipParameters(layer: layer) {
      let hasCell = layout.structure.hasCell
      gradient.replaceSubrange(
        place, with: update.gradient { hasCell ? steps[layer][$0].cell : steps[layer][$0].hidden })
    }
    let width = configuration.inputWidth(layer: layer)
    let seeing = places(of: layout.structure.seeingInput) {
      layout.inputWeights(of: $0, layer: layer)
    }
    return zip(slopes, steps[layer]).map { slopes, step in
      var below = [Double](repeating: 0, count: batch.count * width)
      for (block, place) in seeing {
        Transposed.add(slopes[block], parameters, place.lowerBound, into: &below, columns: width)
      }
      return step.masks.apply(.input, to: below)
    }
  }

  /// The blocks that have parameters of a kind, with their places in the flat vector.
  private func places(of blocks: [CellBlock], _ place: (CellBlock) -> Range<Int>?) -> [(
    CellBlock, Range<Int>
  )] {
    blocks.compactMap { block in place(block).map { (block, $0) } }
  }

  /// The gradients of a layer's parameters from ∂ℓ/∂z [T].
  private func sumGradients(of layer: Int, _ slopes: [BlockValues<[Double]>], rows: Int) {
    let (m, n) = (configuration.inputWidth(layer: layer), configuration.hidden)
    let (steps, structure) = (steps[layer], layout.structure)
    for block in structure.blocks {
      let slopes = slopes.map { $0[block] }
      func store(_ values: @autoclosure () -> [Double], _ place: Range<Int>?) {
        if let place { gradient.replaceSubrange(place, with: values()) }
      }
      store(
        RowSums.products(slopes, n, steps.map(\.input), m, rows: rows),
        layout.inputWeights(of: block, layer: layer))
      store(
        RowSums.products(slopes, n, steps.map(\.seenHidden), n, rows: rows),
        layout.recurrentWeights(of: block, layer: layer))
      store(RowSums.sums(slopes, n, rows: rows), layout.bias(of: block, layer: layer))
      store(
        RowSums.sums(zip(slopes, steps).map { zip($0, $1.seenHidden).map(*) }, n, rows: rows),
        layout.ownWeights(of: block, layer: layer))
    }
    for gate in structure.gates {
      let slopes = slopes.map { $0[gate.block] }
      if let block = layout.peepholes(layer: layer) {
        let products = zip(slopes, steps).map { slopes, step in
          zip(slopes, gate == .output ? step.newCell : step.previousCell).map { $0 * $1 }
        }
        gradient.replaceSubrange(
          block.range(group: gate.index, hidden: n), with: RowSums.sums(products, n, rows: rows))
      }
      if let block = layout.gateWeights(layer: layer) {
        gradient.replaceSubrange(
          block.range(group: gate.index, hidden: n),
          with: RowSums.products(slopes, n, steps.map(\.previousGates), 3 * n, rows: rows))
      }
    }
  }

  private func store(_ values: [Double], in block: ParameterLayout.Block) {
    gradient.replaceSubrange(block.range, with: values)
  }
}
