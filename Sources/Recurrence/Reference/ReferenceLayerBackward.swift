/// One layer's way back through time in the reference engine: ∂ℓ/∂z of all steps, and ∂ℓ/∂(initial state).
struct ReferenceLayerBackward {
  let layer: Int
  let parameters: [Double]
  let configuration: NetworkConfiguration
  let layout: ParameterLayout
  let lengths: [Int]
  /// ∂ℓ/∂h and ∂ℓ/∂c as they run back, [B, n].
  var hiddenGradient: [Double]
  var cellGradient: [Double]
  /// ∂ℓ/∂(i, f, o) from the step after, [B, 3n]; empty unless gates see gates.
  private var gateGradient: [Double]

  init(
    layer: Int, parameters: [Double], configuration: NetworkConfiguration, layout: ParameterLayout,
    lengths: [Int]
  ) {
    self.layer = layer
    self.parameters = parameters
    self.configuration = configuration
    self.layout = layout
    self.lengths = lengths
    hiddenGradient = Array(repeating: 0, count: lengths.count * configuration.hidden)
    cellGradient = hiddenGradient
    gateGradient = configuration.variant.seesGates ? hiddenGradient + hiddenGradient + hiddenGradient : []
  }

  /// ∂ℓ/∂z [T][B, 4n], from ∂ℓ/∂h_t from above [T][B, n].
  mutating func run(_ steps: inout [ReferenceStep], upstream: [[Double]], keepsCellGradients: Bool)
    -> [[Double]]
  {
    var slopes = [[Double]](repeating: [], count: steps.count)
    for t in steps.indices.reversed() {
      for e in hiddenGradient.indices { hiddenGradient[e] += upstream[t][e] }
      slopes[t] = back(through: &steps[t], t, keepsCellGradients: keepsCellGradients)
      sendBack(slopes[t], steps[t], t)
    }
    return slopes
  }

  /// One step back: ∂ℓ/∂z [B, 4n], and ∂ℓ/∂c_{t−1} in place of ∂ℓ/∂c_t.
  ///
  /// A sequence that is not running gets ∂ℓ/∂z = 0 and keeps its gradients.
  private mutating func back(through step: inout ReferenceStep, _ t: Int, keepsCellGradients: Bool)
    -> [Double]
  {
    let n = configuration.hidden
    var result = [Double](repeating: 0, count: lengths.count * 4 * n)
    var total = cellGradient
    let unitReturn = UnitBackward(step: step, configuration: configuration)
    for b in lengths.indices where t < lengths[b] {
      for unit in 0..<n {
        let e = b * n + unit
        let returned = unitReturn(
          e, hidden: hiddenGradient[e], cell: cellGradient[e], later: { later($0, b, unit) },
          peephole: { peephole($0, unit) })
        for block in GateBlock.allCases {
          result[b * 4 * n + block.rawValue * n + unit] = returned.preActivations[block]
        }
        total[e] = returned.total
        cellGradient[e] = returned.cell
      }
    }
    if keepsCellGradients { step.cellGradient = total }
    return result
  }

  /// ∂ℓ/∂h_{t−1} and ∂ℓ/∂(gates of the step before) from ∂ℓ/∂z.
  private mutating func sendBack(_ slopes: [Double], _ step: ReferenceStep, _ t: Int) {
    let n = configuration.hidden
    let seen = Transposed.product(slopes, parameters, layout.recurrentWeights(layer: layer))
    let earlier = step.masks.apply(.hidden, to: seen)
    // Where a state was held or frozen, h_t is h_{t−1} and its gradient passes as it is.
    for b in lengths.indices where t < lengths[b] {
      for e in b * n..<(b + 1) * n {
        hiddenGradient[e] =
          step.masks.holds(.zoneoutHidden, e) ? earlier[e] + hiddenGradient[e] : earlier[e]
      }
    }
    if let weights = layout.gateWeights(layer: layer) {
      gateGradient = Transposed.product(slopes.gateRows(hidden: n), parameters, weights)
    }
  }

  /// What comes to a gate from the step after.
  private func later(_ gate: LSTMGate, _ b: Int, _ unit: Int) -> Double? {
    let n = configuration.hidden
    return gateGradient.isEmpty ? nil : gateGradient[(3 * b + gate.index) * n + unit]
  }

  private func peephole(_ gate: LSTMGate, _ unit: Int) -> Double? {
    layout.peepholes(layer: layer).map {
      parameters[$0.range.lowerBound + gate.index * configuration.hidden + unit]
    }
  }
}

extension [Double] {
  /// The gates' part [B, 3n] of rows [B, 4n] in block order.
  func gateRows(hidden n: Int) -> [Double] {
    (0..<count / (4 * n)).flatMap { b in
      LSTMGate.allCases.flatMap { gate in
        let start = (4 * b + gate.block.rawValue) * n
        return self[start..<start + n]
      }
    }
  }
}

/// Products with a transposed matrix of parameters.
enum Transposed {
  /// Wᵀ·v for every row v of `rows`, each sum over W's rows in order.
  static func product(_ rows: [Double], _ parameters: [Double], _ block: ParameterLayout.Block) -> [Double] {
    let count = rows.count / block.rows
    let start = block.range.lowerBound
    var result = [Double](repeating: 0, count: count * block.columns)
    for row in 0..<count {
      for j in 0..<block.rows {
        let v = rows[row * block.rows + j]
        for k in 0..<block.columns {
          result[row * block.columns + k] += parameters[start + j * block.columns + k] * v
        }
      }
    }
    return result
  }
}
