import Gating
import RandomStreams

extension ReferenceLayerPass {
  /// z += p ∘ c, where there are peepholes.
  func peep(_ gate: CellGate, at cell: [Double], _ step: inout ReferenceStep) {
    guard let peephole = peephole(gate), configuration.variant.has(gate.block) else { return }
    let n = configuration.hidden
    for e in cell.indices { step.preActivations[gate.block][e] += peephole[e % n] * cell[e] }
  }

  /// A gate's peepholes, [n].
  private func peephole(_ gate: CellGate) -> [Double]? {
    guard let block = layout.peepholes(layer: layer) else { return nil }
    let start = block.range.lowerBound + gate.index * configuration.hidden
    return Array(parameters[start..<start + configuration.hidden])
  }

  /// A gate's values, from where the variant says; in training the slopes of a policy.
  func read(_ gate: CellGate, _ step: inout ReferenceStep, _ t: Int) {
    let convention = configuration.forgetConvention
    switch configuration.variant.origin(of: gate) {
    case .policy: follow(gates[gate], gate, &step, t)
    case .open:
      let value = gate == .forget ? convention.forgetting(retained: 1) : 1
      step.values[gate.block] = step.previousCell.map { _ in value }
    case .inputGate:
      step.values[gate.block] = step.values[.input].map { convention.forgetting(retained: 1 - $0) }
    }
  }

  private func follow(_ policy: any GatePolicy, _ gate: CellGate, _ step: inout ReferenceStep, _ t: Int) {
    let z = step.preActivations[gate.block]
    let uniforms = draws(gate, z, t)
    var values = [Double](repeating: 0, count: z.count)
    var slopes = values
    var valueSpan = values.mutableSpan
    var slopeSpan = slopes.mutableSpan
    switch mode {
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
    if case .training = mode { step.slopes[gate.block] = slopes }
  }

  /// The uniforms a gate asks for: all first draws [B, n], then all second ones.
  private func draws(_ gate: CellGate, _ z: [Double], _ t: Int) -> [Double] {
    guard mode.draws else { return [] }
    return (0..<gates[gate].drawsPerUnit).flatMap { draw in
      guard let noise else { preconditionFailure("a gate that draws needs noise") }
      var uniforms = [Double](repeating: 0, count: z.count)
      var span = uniforms.mutableSpan
      let place = NoisePlace(channel: gate.channel, subDraw: draw, layer: layer, step: t)
      noise.fill(&span, at: place, preActivations: z.span)
      return uniforms
    }
  }
}
