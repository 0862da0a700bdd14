/// One layer's way back through time in the reference engine: ∂ℓ/∂z of all steps, and ∂ℓ/∂(initial state).
struct ReferenceLayerBackward {
  let layer: Int
  let parameters: [Double]
  let configuration: NetworkConfiguration
  let layout: ParameterLayout
  let lengths: [Int]
  /// The update gate; `nil` where every step is taken.
  let update: UpdateGate<Double>?
  /// ∂ℓ/∂h and ∂ℓ/∂c as they run back, [B, n].
  var hiddenGradient: [Double]
  var cellGradient: [Double]
  /// ∂ℓ/∂(i, f, o) from the step after, [B, 3n]; empty unless gates see gates.
  private var gateGradient: [Double]
  /// p of i, f, o, [3n]; empty where there are none.
  private let peepholes: [Double]
  /// What of ∂ℓ/∂h_{t−1} did not come through pre-activations; empty of an LSTM.
  var carried: [Double] = []

  init(
    layer: Int, parameters: [Double], configuration: NetworkConfiguration, layout: ParameterLayout,
    lengths: [Int], update: UpdateGate<Double>?
  ) {
    self.layer = layer
    self.parameters = parameters
    self.configuration = configuration
    self.layout = layout
    self.lengths = lengths
    self.update = update
    hiddenGradient = Array(repeating: 0, count: lengths.count * configuration.hidden)
    cellGradient = hiddenGradient
    peepholes = layout.peepholes(layer: layer).map { Array(parameters[$0.range]) } ?? []
    gateGradient = configuration.variant.seesGates ? hiddenGradient + hiddenGradient + hiddenGradient : []
  }

  /// ∂ℓ/∂z of all steps, from ∂ℓ/∂h_t from above [T][B, n].
  mutating func run(_ steps: inout [ReferenceStep], upstream: [[Double]], keepsMemoryGradients: Bool)
    -> [BlockValues<[Double]>]
  {
    update?.beginReturn(lengths.indices)
    var slopes: [BlockValues<[Double]>] = Array(repeating: BlockValues(repeating: []), count: steps.count)
    let elementwiseCell = configuration.elementwiseCell
    for t in steps.indices.reversed() {
      for e in hiddenGradient.indices { hiddenGradient[e] += upstream[t][e] }
      for (e, value) in steps[t].injectedHidden.enumerated() { hiddenGradient[e] += value }
      if let update { back(through: update, steps[t], t) }
      if let cell = elementwiseCell {
        slopes[t] = back(through: &steps[t], cell, t, keepsMemoryGradients: keepsMemoryGradients)
      } else {
        slopes[t] = back(through: &steps[t], t, keepsMemoryGradients: keepsMemoryGradients)
      }
      sendBack(slopes[t], steps[t], t)
    }
    return slopes
  }

  /// Whether a sequence takes a step: it has not ended, and does not skip it.
  func runs(_ b: Int, _ t: Int) -> Bool { t < lengths[b] && update?.takes(t, b) != false }

  /// From ∂ℓ/∂p_{t+1} and ∂ℓ/∂s_t to ∂ℓ/∂p_t, and what of it comes back to ∂ℓ/∂s_t.
  private mutating func back(through update: UpdateGate<Double>, _ step: ReferenceStep, _ t: Int) {
    let (n, hasCell) = (configuration.hidden, layout.structure.hasCell)
    for row in lengths.indices {
      guard t < lengths[row] else {
        update.clear(t, row)
        continue
      }
      func returnThroughChange(_ gradient: inout [Double]) {
        gradient.withUnsafeMutableBufferPointer {
          update.returnThroughChange(t, row, $0.baseAddress! + row * n)
        }
      }
      if hasCell { returnThroughChange(&cellGradient) } else { returnThroughChange(&hiddenGradient) }
      var fromStates = 0.0
      for e in row * n..<(row + 1) * n {
        fromStates += hiddenGradient[e] * (step.offeredHidden[e] - step.previousHidden[e])
        if hasCell { fromStates += cellGradient[e] * (step.offeredCell[e] - step.previousCell[e]) }
      }
      update.returnThroughUpdate(t, row, fromStates: fromStates)
    }
  }

  /// One step of an LSTM back: ∂ℓ/∂z, and ∂ℓ/∂c_{t−1} in place of ∂ℓ/∂c_t.
  ///
  /// A sequence that is not running gets ∂ℓ/∂z = 0 and keeps its gradients.
  private mutating func back(through step: inout ReferenceStep, _ t: Int, keepsMemoryGradients: Bool)
    -> BlockValues<[Double]>
  {
    let n = configuration.hidden
    let none = [Double](repeating: 0, count: lengths.count * n)
    var (input, forget, candidate, output, total) = (none, none, none, none, cellGradient)
    let unitBackward = UnitBackward(step, configuration, later: gateGradient, peepholes: peepholes)
    for b in lengths.indices where runs(b, t) {
      for e in b * n..<(b + 1) * n {
        let gradients = unitBackward(e, hidden: hiddenGradient[e], cell: cellGradient[e])
        input[e] = gradients.input
        forget[e] = gradients.forget
        candidate[e] = gradients.candidate
        output[e] = gradients.output
        total[e] = gradients.total
        cellGradient[e] = gradients.cell
      }
    }
    if keepsMemoryGradients { step.memoryGradient = total }
    var result = BlockValues(repeating: none)
    (result[.input], result[.forget], result[.candidate], result[.output]) = (
      input, forget, candidate, output
    )
    return result
  }

  /// ∂ℓ/∂h_{t−1} and ∂ℓ/∂(gates of the step before) from ∂ℓ/∂z.
  private mutating func sendBack(_ slopes: BlockValues<[Double]>, _ step: ReferenceStep, _ t: Int) {
    let (n, structure) = (configuration.hidden, layout.structure)
    var seen = [Double](repeating: 0, count: hiddenGradient.count)
    for block in structure.seeingHidden {
      guard let place = layout.recurrentWeights(of: block, layer: layer) else { continue }
      Transposed.add(slopes[block], parameters, place.lowerBound, into: &seen, columns: n)
    }
    for block in structure.seeingThemselves {
      guard let place = layout.ownWeights(of: block, layer: layer) else { continue }
      for e in seen.indices { seen[e] += parameters[place.lowerBound + e % n] * slopes[block][e] }
    }
    let earlier = step.masks.apply(.hidden, to: seen)
    // Where a state was held or frozen, h_t is h_{t−1} and its gradient passes as it is.
    for b in lengths.indices where runs(b, t) {
      for e in b * n..<(b + 1) * n {
        let carried = carried.isEmpty ? earlier[e] : earlier[e] + carried[e]
        hiddenGradient[e] =
          step.masks.holds(.zoneoutHidden, e) ? carried + hiddenGradient[e] : carried
      }
    }
    if let weights = layout.gateWeights(layer: layer) {
      var gates = [Double](repeating: 0, count: gateGradient.count)
      for gate in structure.gates {
        Transposed.add(
          slopes[gate.block], parameters, weights.range(group: gate.index, hidden: n).lowerBound,
          into: &gates,
          columns: 3 * n)
      }
      gateGradient = gates
    }
  }
}

/// Products with a transposed matrix of parameters.
enum Transposed {
  /// Wᵀ·v for every row v of `rows`, each sum over W's rows in order.
  static func product(_ rows: [Double], _ parameters: [Double], _ block: ParameterLayout.Block) -> [Double] {
    var result = [Double](repeating: 0, count: rows.count / block.rows * block.columns)
    add(rows, parameters, block.range.lowerBound, into: &result, columns: block.columns)
    return result
  }

  /// Adds Wᵀ·v for every row v of `rows` to the rows of `result`, term by term; W begins at `start` and has `columns`.
  static func add(
    _ rows: [Double], _ parameters: [Double], _ start: Int, into result: inout [Double], columns: Int
  ) {
    let count = result.count / columns
    let height = rows.count / count
    for row in 0..<count {
      for j in 0..<height {
        let v = rows[row * height + j]
        for k in 0..<columns { result[row * columns + k] += parameters[start + j * columns + k] * v }
      }
    }
  }
}
