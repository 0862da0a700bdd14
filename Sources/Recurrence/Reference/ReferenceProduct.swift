/// A block's pre-activations of one layer: z = b + W_x·x̃ + W_h·h̃ + R·(i, f, o of the step before), or + u ∘ h̃.
struct ReferenceProduct {
  /// The block.
  let block: CellBlock
  private let inputWidth: Int
  private let hidden: Int
  /// Where the block's parameters begin in the flat vector; `nil` for what it does not see.
  private let bias: Int?
  private let inputWeights: Int?
  private let recurrentWeights: Int?
  private let ownWeights: Int?
  private let gateWeights: Int?

  /// The products of a layer.
  static func all(_ configuration: NetworkConfiguration, _ layout: ParameterLayout, layer: Int) -> [Self] {
    configuration.computedBlocks.filter(\.hasParameters).map { Self($0, configuration, layout, layer: layer) }
  }

  private init(
    _ block: CellBlock, _ configuration: NetworkConfiguration, _ layout: ParameterLayout, layer: Int
  ) {
    self.block = block
    inputWidth = configuration.inputWidth(layer: layer)
    hidden = configuration.hidden
    bias = layout.bias(of: block, layer: layer)?.lowerBound
    inputWeights = layout.inputWeights(of: block, layer: layer)?.lowerBound
    recurrentWeights = layout.recurrentWeights(of: block, layer: layer)?.lowerBound
    ownWeights = layout.ownWeights(of: block, layer: layer)?.lowerBound
    gateWeights = layout.structure.gates.first { $0.block == block }.flatMap { gate in
      layout.gateWeights(layer: layer)?.range(group: gate.index, hidden: configuration.hidden).lowerBound
    }
  }

  /// z of a step, [B, n], each element one chain of sums in the order of the formula.
  func callAsFunction(_ step: ReferenceStep, _ parameters: [Double]) -> [Double] {
    let (m, n) = (inputWidth, hidden)
    let (input, hidden, gates, parameters) = (
      step.input.span, step.seenHidden.span, step.previousGates.span, parameters.span
    )
    var result = [Double](repeating: 0, count: step.seenHidden.count)
    for b in 0..<result.count / n {
      for unit in 0..<n {
        var z = bias.map { parameters[$0 + unit] } ?? 0
        if let inputWeights {
          for k in 0..<m { z += parameters[inputWeights + unit * m + k] * input[b * m + k] }
        }
        if let recurrentWeights {
          for k in 0..<n { z += parameters[recurrentWeights + unit * n + k] * hidden[b * n + k] }
        }
        if let ownWeights { z += parameters[ownWeights + unit] * hidden[b * n + unit] }
        if let gateWeights {
          let row = gateWeights + unit * 3 * n
          for k in 0..<3 * n { z += parameters[row + k] * gates[b * 3 * n + k] }
        }
        result[b * n + unit] = z
      }
    }
    return result
  }
}
