import Gating
import RandomStreams

extension VectorLayerPass {
  /// A gate's values, from where the variant says; in training, slopes too.
  func read(_ gate: CellGate, _ rule: any SurrogateGradient, _ t: Int) {
    switch configuration.variant.origin(of: gate) {
    case .policy: follow(gates[gate], gate, rule, t)
    case .open: fill(gate, t) { _ in gate == .forget && configuration.forgetConvention == .erase ? 0 : 1 }
    case .inputGate:
      let input = tape.values(.gate, CellGate.input.index, step: t)
      if configuration.forgetConvention == .erase {
        fill(gate, t) { input[$0] }
      } else {
        fill(gate, t) { 1 - input[$0] }
      }
    }
  }

  /// Values that follow no policy, and slopes that let nothing through.
  @inline(__always)
  private func fill(_ gate: CellGate, _ t: Int, _ value: (Int) -> Float) {
    let (values, size) = (tape.values(.gate, gate.index, step: t), tape.size)
    for e in 0..<size { values[e] = value(e) }
    if case .training = mode {
      tape.values(.slope, gate.index, step: t).update(repeating: 0, count: size)
    }
  }

  private func follow(_ policy: any GatePolicy, _ gate: CellGate, _ rule: any SurrogateGradient, _ t: Int) {
    let size = tape.size
    let z = UnsafeBufferPointer(start: tape.preActivations(gate.block.index, step: t), count: size).span
    var values = slice(.gate, gate.index, t).mutableSpan
    let draws = draws[gate.index]
    let uniforms = UnsafeMutableBufferPointer(
      start: tape.uniforms(gate.index, draws: draws, step: t), count: draws * size)
    for draw in 0..<draws {
      let slice = UnsafeMutableBufferPointer(rebasing: uniforms[draw * size..<(draw + 1) * size])
      let place = NoisePlace(channel: gate.channel, subDraw: draw, layer: layer.index, step: t)
      noise.fill(slice, at: place, rows, preActivations: z)
    }
    switch mode {
    case .training(let epoch):
      var slopes = slice(.slope, gate.index, t).mutableSpan
      policy.sample(
        z, uniforms: UnsafeBufferPointer(uniforms).span, gates: &values, slopes: &slopes, rule: rule,
        epoch: epoch)
    case .evaluation(.sample):
      // Of a gate that is drawn 0 or 1 they are p, which telemetry reads.
      let place =
        tape.keepsChances && policy.isBernoulli
        ? tape.chances(gate.index, step: t) : tape.values(.slope, gate.index, step: t)
      var slopes = UnsafeMutableBufferPointer(start: place, count: size).mutableSpan
      policy.sample(z, uniforms: UnsafeBufferPointer(uniforms).span, gates: &values, slopes: &slopes)
    case .evaluation(let mode):
      policy.evaluate(z, mode: mode, gates: &values)
    }
  }

  private func slice(_ slab: VectorTape.Slab, _ index: Int, _ t: Int) -> UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(start: tape.values(slab, index, step: t), count: tape.size)
  }
}
