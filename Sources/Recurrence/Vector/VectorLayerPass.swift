import CKernels
import Gating
import RandomStreams

/// One layer's way forward through time in the fast engine.
struct VectorLayerPass {
  let layer: VectorLayer
  let configuration: NetworkConfiguration
  let gates: GateAssignment
  let reading: GateReading
  let noise: (any NoiseSource)?
  let lengths: [Int]

  /// Runs all steps over the inputs [T, B, m].
  func run(_ inputs: UnsafePointer<Float>) {
    let (m, n, count) = (layer.inputWidth, layer.hidden, lengths.count)
    let shortest = lengths.min() ?? 0
    let rule = gates.rule
    for gate in LSTMGate.allCases {
      layer.draws[gate.index] = reading.draws ? gates[gate].drawsPerUnit : 0
    }
    for t in 0..<layer.tape.steps {
      layer.forward.from(0, inputs + t * count * m, count: m)
      layer.forward.from(1, layer.tape.values(.hidden, step: t), count: n)
      for block in GateBlock.allCases {
        layer.forward.into(block.rawValue, layer.tape.values(.preActivation, block.rawValue, step: t))
      }
      layer.forward.run(rows: count)
      for gate in LSTMGate.allCases { read(gate, rule, t) }
      updateCell(t)
      if t >= shortest { freeze(t) }
    }
  }

  /// A gate's values, and its slopes in training.
  private func read(_ gate: LSTMGate, _ rule: any SurrogateGradient, _ t: Int) {
    let policy = gates[gate]
    let size = layer.tape.stepSize
    let z = slice(.preActivation, gate.block.rawValue, t).span
    var values = mutableSlice(.gate, gate.index, t).mutableSpan
    let draws = layer.draws[gate.index]
    let uniforms = UnsafeMutableBufferPointer(
      start: layer.tape.uniforms(gate.index, draws: draws, step: t), count: draws * size)
    for draw in 0..<draws {
      guard let noise else { preconditionFailure("a gate that draws needs noise") }
      var span = UnsafeMutableBufferPointer(rebasing: uniforms[draw * size..<(draw + 1) * size]).mutableSpan
      let place = NoisePlace(channel: gate.channel, subDraw: draw, layer: layer.index, step: t)
      noise.fill(&span, at: place, preActivations: z)
    }
    switch reading {
    case .training(let epoch):
      var slopes = mutableSlice(.slope, gate.index, t).mutableSpan
      policy.sample(
        z, uniforms: UnsafeBufferPointer(uniforms).span, gates: &values, slopes: &slopes, rule: rule,
        epoch: epoch)
    case .evaluation(.sample):
      var slopes = mutableSlice(.slope, gate.index, t).mutableSpan
      policy.sample(z, uniforms: UnsafeBufferPointer(uniforms).span, gates: &values, slopes: &slopes)
    case .evaluation(let mode):
      policy.evaluate(z, mode: mode, gates: &values)
    }
  }

  private func updateCell(_ t: Int) {
    let tape = { (slab: VectorTape.Slab, index: Int) in layer.tape.values(slab, index, step: t) }
    var step = ckernels_cell_forward(
      count: layer.tape.stepSize, erase: configuration.forgetConvention == .erase ? 1 : 0,
      input: tape(.gate, 0), forget: tape(.gate, 1), output: tape(.gate, 2),
      candidate_pre: tape(.preActivation, GateBlock.candidate.rawValue), previous_cell: tape(.cell, 0),
      candidate: tape(.candidate, 0), cell: layer.tape.values(.cell, step: t + 1),
      cell_tanh: tape(.cellTanh, 0),
      hidden: layer.tape.values(.hidden, step: t + 1))
    layer.kernels.pointee.cell_forward(&step)
  }

  /// Past its length a sequence's state stays.
  private func freeze(_ t: Int) {
    for b in lengths.indices where t >= lengths[b] {
      for slab in [VectorTape.Slab.cell, .hidden] {
        let from = layer.tape.values(slab, step: t) + b * layer.hidden
        layer.tape.values(slab, step: t + 1).advanced(by: b * layer.hidden).update(
          from: from, count: layer.hidden)
      }
    }
  }

  private func mutableSlice(_ slab: VectorTape.Slab, _ index: Int, _ t: Int) -> UnsafeMutableBufferPointer<
    Float
  > {
    UnsafeMutableBufferPointer(start: layer.tape.values(slab, index, step: t), count: layer.tape.stepSize)
  }

  private func slice(_ slab: VectorTape.Slab, _ index: Int, _ t: Int) -> UnsafeBufferPointer<Float> {
    UnsafeBufferPointer(mutableSlice(slab, index, t))
  }
}

extension LSTMGate {
  /// The gate's place among gates: i, f, o.
  var index: Int {
    switch self {
    case .input: 0
    case .forget: 1
    case .output: 2
    }
  }
}
