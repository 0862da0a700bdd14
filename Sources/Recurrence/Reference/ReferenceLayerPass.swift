import Gating
import RandomStreams

/// One layer's way forward through time in the reference engine.
struct ReferenceLayerPass {
  let layer: Int
  let parameters: [Double]
  let configuration: NetworkConfiguration
  let gates: GateAssignment
  let reading: GateReading
  let noise: (any NoiseSource)?
  let lengths: [Int]

  /// All steps, from the inputs [T][B, m] and the state before the first, [B, n] each.
  func run(_ inputs: [[Double]], hidden: [Double], cell: [Double]) -> [ReferenceStep] {
    var (hidden, cell) = (hidden, cell)
    return inputs.enumerated().map { t, input in
      var step = ReferenceStep(input: input, previousHidden: hidden, previousCell: cell)
      for block in GateBlock.allCases { step.preActivations[block] = preActivations(block, step) }
      for gate in LSTMGate.allCases { read(gate, &step, t) }
      step.values[.candidate] = step.preActivations[.candidate].map { VectorMath.tanh($0) }
      step.slopes[.candidate] = step.values[.candidate].map { 1 - $0 * $0 }
      updateCell(&step, t)
      (hidden, cell) = (step.hidden, step.cell)
      return step
    }
  }

  /// z = b + W_x·x + W_h·h, [B, n], each element one chain of sums in that order.
  private func preActivations(_ block: GateBlock, _ step: ReferenceStep) -> [Double] {
    let layout = configuration.layout
    let (m, n) = (configuration.inputWidth(layer: layer), configuration.hidden)
    let inputWeights = layout.inputWeights(layer: layer).range.lowerBound
    let recurrentWeights = layout.recurrentWeights(layer: layer).range.lowerBound
    let bias = layout.bias(layer: layer).range.lowerBound
    var result: [Double] = []
    result.reserveCapacity(lengths.count * n)
    for b in lengths.indices {
      for j in block.rows(hidden: n) {
        var z = parameters[bias + j]
        for k in 0..<m { z += parameters[inputWeights + j * m + k] * step.input[b * m + k] }
        for k in 0..<n { z += parameters[recurrentWeights + j * n + k] * step.previousHidden[b * n + k] }
        result.append(z)
      }
    }
    return result
  }

  /// A gate's values, and its slopes in training.
  private func read(_ gate: LSTMGate, _ step: inout ReferenceStep, _ t: Int) {
    let policy = gates[gate]
    let z = step.preActivations[gate.block]
    let uniforms = draws(gate, z, t)
    var values = [Double](repeating: 0, count: z.count)
    var slopes = values
    var valueSpan = values.mutableSpan
    var slopeSpan = slopes.mutableSpan
    switch reading {
    case .training(let epoch):
      policy.sample(
        z.span, uniforms: uniforms.span, gates: &valueSpan, slopes: &slopeSpan, rule: gates.rule, epoch: epoch
      )
    case .evaluation(.sample):
      policy.sample(z.span, uniforms: uniforms.span, gates: &valueSpan, slopes: &slopeSpan)
    case .evaluation(let mode):
      policy.evaluate(z.span, mode: mode, gates: &valueSpan)
    }
    step.uniforms[gate.block] = uniforms
    step.values[gate.block] = values
    if case .training = reading { step.slopes[gate.block] = slopes }
  }

  /// The uniforms a gate asks for: all first draws [B, n], then all second ones.
  private func draws(_ gate: LSTMGate, _ z: [Double], _ t: Int) -> [Double] {
    guard reading.draws else { return [] }
    return (0..<gates[gate].drawsPerUnit).flatMap { draw in
      guard let noise else { preconditionFailure("a gate that draws needs noise") }
      var uniforms = [Double](repeating: 0, count: z.count)
      var span = uniforms.mutableSpan
      let place = NoisePlace(channel: gate.channel, subDraw: draw, layer: layer, step: t)
      noise.fill(&span, at: place, preActivations: z.span)
      return uniforms
    }
  }

  /// c_t = r ∘ c_{t−1} + i ∘ g and h_t = o ∘ tanh(c_t), with r = f or 1 − f; past its length a state stays.
  private func updateCell(_ step: inout ReferenceStep, _ t: Int) {
    step.cell = step.previousCell
    step.hidden = step.previousHidden
    step.cellTanh = Array(repeating: 0, count: step.cell.count)
    for b in lengths.indices where t < lengths[b] {
      for e in b * configuration.hidden..<(b + 1) * configuration.hidden {
        let retained = configuration.forgetConvention.retained(step.values[.forget][e])
        step.cell[e] =
          retained * step.previousCell[e] + step.values[.input][e] * step.values[.candidate][e]
        step.cellTanh[e] = VectorMath.tanh(step.cell[e])
        step.hidden[e] = step.values[.output][e] * step.cellTanh[e]
      }
    }
  }
}

extension ForgetConvention {
  /// What a forget gate's value leaves of the cell.
  func retained(_ forget: Double) -> Double {
    switch self {
    case .keep: forget
    case .erase: 1 - forget
    }
  }

  /// ∂retained/∂forget.
  var retentionSlope: Double {
    switch self {
    case .keep: 1
    case .erase: -1
    }
  }
}
