import CKernels
import Gating

/// The step of an LSTM, which has kernels of its own.
extension VectorLayerPass {
  /// Gates, cell and hidden state of a step whose pre-activations are there but for peepholes.
  func stepLSTM(_ rule: any SurrogateGradient, _ t: Int) {
    if isPlain {
      for gate in layer.structure.gates { read(gate, rule, t) }
      updateCell(t)
    } else {
      peep(.input, at: tape.values(.cell, step: t), t)
      peep(.forget, at: tape.values(.cell, step: t), t)
      read(.input, rule, t)
      read(.forget, rule, t)
      writeCell(t)
      peep(.output, at: newCell(t), t)
      read(.output, rule, t)
      readCell(t)
    }
  }

  /// The last term of a gate's chain: z = fma(p, c, z).
  private func peep(_ gate: CellGate, at cell: UnsafePointer<Float>, _ t: Int) {
    guard let peepholes = layer.peepholes(gate.index), configuration.variant.has(gate.block) else { return }
    layer.kernels.pointee.multiply_add(
      peepholes, cell, tape.preActivations(gate.block.index, step: t), tape.size)
  }

  /// The whole step of the plain cell.
  private func updateCell(_ t: Int) {
    let at = { [tape] (slab: VectorTape.Slab, index: Int) in tape.values(slab, index, step: t) }
    var step = ckernels_cell_forward(
      count: tape.size, erase: configuration.forgetConvention == .erase ? 1 : 0,
      input: at(.gate, 0), forget: at(.gate, 1), output: at(.gate, 2),
      candidate_pre: tape.preActivations(CellBlock.candidate.index, step: t), previous_cell: at(.cell, 0),
      candidate: at(.candidate, 0), cell: tape.values(.cell, step: t + 1),
      cell_tanh: at(.kept, 0),
      hidden: tape.values(.hidden, step: t + 1))
    layer.kernels.pointee.cell_forward(&step)
  }

  /// ĉ: the new cell before any of it is held, in its own place where some may be.
  private func newCell(_ t: Int) -> UnsafeMutablePointer<Float> {
    layer.stateNoise.zoneoutCell.isThere
      ? layer.stateNoise.newCell(step: t, from: rows.lowerBound * layer.hidden)
      : tape.values(.cell, step: t + 1)
  }

  /// ĉ from the input and forget gates and the candidate.
  private func writeCell(_ t: Int) {
    let at = { [tape] (slab: VectorTape.Slab, index: Int) in tape.values(slab, index, step: t) }
    var step = ckernels_cell_write(
      count: tape.size, erase: configuration.forgetConvention == .erase ? 1 : 0,
      linear: configuration.variant.squashesCandidate ? 0 : 1, input: at(.gate, 0), forget: at(.gate, 1),
      candidate_pre: tape.preActivations(CellBlock.candidate.index, step: t), previous_cell: at(.cell, 0),
      write: layer.stateNoise.write.dropout(step: t, rows),
      drop: layer.stateNoise.cell.dropout(step: t, rows),
      candidate: at(.candidate, 0), cell: newCell(t))
    layer.kernels.pointee.cell_write(&step)
  }

  /// c_t and h_t from ĉ and the output gate.
  private func readCell(_ t: Int) {
    let at = { [tape] (slab: VectorTape.Slab, index: Int) in tape.values(slab, index, step: t) }
    var step = ckernels_cell_read(
      count: tape.size, linear: configuration.variant.squashesCell ? 0 : 1, output: at(.gate, 2),
      written: newCell(t), previous_cell: at(.cell, 0), previous_hidden: at(.hidden, 0),
      zoneout_cell: layer.stateNoise.zoneoutCell.zoneout(step: t, rows),
      zoneout_hidden: layer.stateNoise.zoneoutHidden.zoneout(step: t, rows), cell_tanh: at(.kept, 0),
      cell: tape.values(.cell, step: t + 1), hidden: tape.values(.hidden, step: t + 1))
    layer.kernels.pointee.cell_read(&step)
  }
}
