import CKernels
import Gating

/// The step of a cell that is arithmetic of each unit by itself.
extension VectorLayerPass {
  /// Gates and hidden state of a step whose pre-activations are there but for what units see of themselves.
  func step(_ cell: any ElementwiseCell, _ rule: any SurrogateGradient, _ t: Int) {
    for (group, own) in layer.own.enumerated() {
      layer.kernels.pointee.multiply_add(
        layer.ownWeights(group) + first, seenHidden(t), tape.preActivations(own.block, step: t), tape.size)
    }
    let step = cellStep(t)
    cell.derive(step)
    for gate in layer.structure.gates { read(gate, rule, t) }
    cell.forward(step)
    if hasMasks {
      layer.stateNoise.hold(
        tape.values(.hidden, step: t + 1), after: tape.values(.hidden, step: t), step: t, rows)
    }
  }

  /// Values of a step before these sequences'.
  private var first: Int { rows.lowerBound * layer.hidden }

  private func cellStep(_ t: Int) -> CellStep<Float> {
    let (structure, tape, hidden) = (layer.structure, tape, tape.values(.hidden, step: t + 1))
    return CellStep(
      count: tape.size, previous: UnsafePointer(tape.values(.hidden, step: t)), hidden: hidden,
      candidate: tape.values(.candidate, step: t),
      writeFactors: hasMasks ? layer.writeFactors(step: t, rows) : nil,
      preActivations: CellSlices(
        structure.blocks.count, { tape.preActivations($0, step: t) }, anywhere: hidden),
      gates: CellSlices(structure.gates.count, { tape.values(.gate, $0, step: t) }, anywhere: hidden),
      kept: CellSlices(structure.kept, { tape.values(.kept, $0, step: t) }, anywhere: hidden))
  }
}

extension VectorLayer {
  /// Factors of the noise on what is written at a step, of some of the sequences; `nil` where there is none.
  func writeFactors(step: Int, _ rows: Range<Int>) -> UnsafePointer<Float>? {
    guard stateNoise.write.isDropped else { return nil }
    let (first, count) = (rows.lowerBound * hidden, rows.count * hidden)
    let place = factors.start + first
    place.update(repeating: 1, count: count)
    var mask = stateNoise.write.dropout(step: step, rows)
    kernels.pointee.dropout(&mask, place, place, count)
    return UnsafePointer(place)
  }
}

extension VectorStateNoise {
  /// Puts noise on new hidden states of a cell whose memory they are: dropped, then held where the old ones stay.
  func hold(
    _ hidden: UnsafeMutablePointer<Float>, after previous: UnsafePointer<Float>, step: Int, _ rows: Range<Int>
  ) {
    let count = rows.count * units
    if cell.isDropped {
      var mask = cell.dropout(step: step, rows)
      ckernels().pointee.dropout(&mask, hidden, hidden, count)
    }
    guard zoneoutHidden.isThere else { return }
    let held = zoneoutHidden.zoneout(step: step, rows)
    if let uniforms = held.uniforms {
      for e in 0..<count where uniforms[e] < held.rate { hidden[e] = previous[e] }
    } else {
      for e in 0..<count { hidden[e] = held.rate * previous[e] + (1 - held.rate) * hidden[e] }
    }
  }

  /// Splits ∂ℓ/∂h_t into what passes by where the old state stayed, which is left in ``passing``, and what goes into the step.
  func split(_ gradient: UnsafeMutablePointer<Float>, step: Int, _ rows: Range<Int>) {
    let (first, count) = (rows.lowerBound * units, rows.count * units)
    if zoneoutHidden.isThere, let uniforms = zoneoutHidden.zoneout(step: step, rows).uniforms {
      let (passing, rate) = (passing.start + first, zoneoutHidden.zoneout(step: step, rows).rate)
      for e in 0..<count {
        let stays = uniforms[e] < rate
        passing[e] = stays ? gradient[e] : 0
        if stays { gradient[e] = 0 }
      }
    }
    guard cell.isDropped else { return }
    var mask = cell.dropout(step: step, rows)
    ckernels().pointee.dropout(&mask, gradient, gradient, count)
  }
}
