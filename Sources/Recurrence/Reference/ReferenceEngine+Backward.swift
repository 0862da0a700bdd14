public import SequenceTasks

extension ReferenceEngine {
  /// Backpropagation through time: read-out, then layer by layer from the top.
  public func backward(_ batch: TaskBatch) {
    precondition(
      outputGradient.count == batch.targetRows * configuration.outputWidth, "no loss of this batch is known")
    let states = configuration.layers * batch.count * configuration.hidden
    initialGradient = InitialState(
      hidden: Array(repeating: 0, count: states), cell: Array(repeating: 0, count: states))
    var upstream = backwardThroughReadout(batch)
    for layer in (0..<configuration.layers).reversed() {
      upstream = backward(through: layer, upstream: upstream, batch)
    }
  }

  /// The read-out's gradients, and ∂ℓ/∂h_t that comes down from it, [T][B, n].
  private func backwardThroughReadout(_ batch: TaskBatch) -> [[Double]] {
    let (n, k) = (configuration.hidden, configuration.outputWidth)
    let size = batch.count * k
    let hidden = readHidden
    let slopes = hidden.indices.map { Array(outputGradient[$0 * size..<($0 + 1) * size]) }
    store(
      RowSums.products(slopes, k, hidden, n, rows: batch.count), in: layout.readoutWeights)
    store(RowSums.sums(slopes, k, rows: batch.count), in: layout.readoutBias)
    let unread = Array(
      repeating: [Double](repeating: 0, count: batch.count * n), count: batch.steps - hidden.count)
    return unread + slopes.map { transposedProduct($0, layout.readoutWeights) }
  }

  /// One layer's gradients, and ∂ℓ/∂x_t that comes down from it, [T][B, m].
  private func backward(through layer: Int, upstream: [[Double]], _ batch: TaskBatch) -> [[Double]] {
    let n = configuration.hidden
    var hiddenGradient = [Double](repeating: 0, count: batch.count * n)
    var cellGradient = hiddenGradient
    var slopes = [[Double]](repeating: [], count: batch.steps)
    for t in (0..<batch.steps).reversed() {
      for e in hiddenGradient.indices { hiddenGradient[e] += upstream[t][e] }
      slopes[t] = backward(
        through: &steps[layer][t], isRunning: batch.lengths.map { t < $0 }, hiddenGradient, &cellGradient)
      let earlier = transposedProduct(slopes[t], layout.recurrentWeights(layer: layer))
      // Where the state was frozen, h_t is h_{t−1} and its gradient passes as it is.
      for b in 0..<batch.count where t < batch.lengths[b] {
        hiddenGradient.replaceSubrange(b * n..<(b + 1) * n, with: earlier[b * n..<(b + 1) * n])
      }
    }
    let states = layer * batch.count * n..<(layer + 1) * batch.count * n
    initialGradient.hidden.replaceSubrange(states, with: hiddenGradient)
    initialGradient.cell.replaceSubrange(states, with: cellGradient)
    let inputs = steps[layer].map(\.input)
    let hidden = steps[layer].map(\.previousHidden)
    let m = configuration.inputWidth(layer: layer)
    store(
      RowSums.products(slopes, 4 * n, inputs, m, rows: batch.count), in: layout.inputWeights(layer: layer))
    store(
      RowSums.products(slopes, 4 * n, hidden, n, rows: batch.count), in: layout.recurrentWeights(layer: layer)
    )
    store(RowSums.sums(slopes, 4 * n, rows: batch.count), in: layout.bias(layer: layer))
    return slopes.map { transposedProduct($0, layout.inputWeights(layer: layer)) }
  }

  /// One step back: ∂ℓ/∂z [B, 4n] from ∂ℓ/∂h_t, and ∂ℓ/∂c_{t−1} in place of ∂ℓ/∂c_t.
  ///
  /// A sequence that is not running gets ∂ℓ/∂z = 0 and keeps its gradients.
  private func backward(
    through step: inout ReferenceStep, isRunning: [Bool], _ hiddenGradient: [Double],
    _ cellGradient: inout [Double]
  ) -> [Double] {
    let n = configuration.hidden
    let (value, slope) = (step.values, step.slopes)
    var result = [Double](repeating: 0, count: isRunning.count * 4 * n)
    var total = cellGradient
    for b in isRunning.indices where isRunning[b] {
      for unit in 0..<n {
        let e = b * n + unit
        func set(_ block: GateBlock, _ gradient: Double) {
          let injected = step.injected[block].isEmpty ? 0 : step.injected[block][e]
          result[b * 4 * n + block.rawValue * n + unit] = gradient * slope[block][e] + injected
        }
        let (dh, tanhC) = (hiddenGradient[e], step.cellTanh[e])
        let dc = (dh * value[.output][e]) * (1 - tanhC * tanhC) + cellGradient[e]
        set(.input, dc * value[.candidate][e])
        set(.forget, dc * step.previousCell[e] * configuration.forgetConvention.retentionSlope)
        set(.candidate, dc * value[.input][e])
        set(.output, dh * tanhC)
        total[e] = dc
        cellGradient[e] = dc * configuration.forgetConvention.retained(value[.forget][e])
      }
    }
    if keepsCellGradients { step.cellGradient = total }
    return result
  }

  /// Wᵀ·v for every row v of `rows`, each sum over W's rows in order (i, f, g, o).
  private func transposedProduct(_ rows: [Double], _ block: ParameterLayout.Block) -> [Double] {
    let count = rows.count / block.rows
    let weights = Array(parameters[block.range])
    var result = [Double](repeating: 0, count: count * block.columns)
    for row in 0..<count {
      for j in 0..<block.rows {
        let v = rows[row * block.rows + j]
        for k in 0..<block.columns {
          result[row * block.columns + k] += weights[j * block.columns + k] * v
        }
      }
    }
    return result
  }

  private func store(_ values: [Double], in block: ParameterLayout.Block) {
    gradient.replaceSubrange(block.range, with: values)
  }
}
