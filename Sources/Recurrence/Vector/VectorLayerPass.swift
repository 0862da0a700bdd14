import CKernels
import Gating
import RandomStreams

/// The way of some of a batch's sequences forward through time, in one layer of the fast engine.
struct VectorLayerPass: ~Copyable {
  let layer: VectorLayer
  let configuration: NetworkConfiguration
  let gates: GateAssignment
  let mode: PassMode
  let noise: PassNoise
  let lengths: [Int]
  /// The sequences.
  let rows: Range<Int>
  // Copies of the layer's, which are not looked up anew in every step.
  let tape: VectorTape
  private let products: [PreActivationProduct]
  private let isPlain: Bool
  private let hasMasks: Bool
  /// Draws of each gate at a unit.
  let draws: InlineArray<3, Int>

  /// A pass of a layer that has made room for it.
  init(
    layer: VectorLayer, gates: GateAssignment, mode: PassMode, noise: PassNoise, lengths: [Int],
    rows: Range<Int>
  ) {
    self.layer = layer
    configuration = layer.configuration
    self.gates = gates
    self.mode = mode
    self.noise = noise
    self.lengths = lengths
    self.rows = rows
    tape = layer.tape.part(rows, hidden: layer.hidden)
    products = layer.forward
    isPlain = layer.isPlain
    hasMasks = layer.stateNoise.isThere
    draws = layer.draws
  }

  /// Runs all steps over the inputs [T, B, m] of the whole batch.
  func run(_ inputs: UnsafePointer<Float>) {
    let inputs = inputs + rows.lowerBound * layer.inputWidth
    let shortest = lengths.min() ?? 0
    let rule = gates.rule
    for t in 0..<tape.steps {
      if t % tape.stepsAtOnce == 0 { multiply(inputs, t..<min(t + tape.stepsAtOnce, tape.steps)) }
      multiply(inputs, t)
      if isPlain {
        for gate in LSTMGate.allCases { read(gate, rule, t) }
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
      if t >= shortest { freeze(t) }
    }
  }

  // MARK: Pre-activations

  /// Draws the masks of some steps, and begins their chains where it is done for more than one at once.
  private func multiply(_ inputs: UnsafePointer<Float>, _ steps: Range<Int>) {
    for t in steps where hasMasks {
      layer.stateNoise.draw(noise, rows, layer: layer.index, step: t)
      maskInput(inputs, t)
    }
    guard tape.stepsAtOnce > 1 else { return }
    let input = seenInput(inputs, steps.lowerBound)
    for product in products { product.begin(input, tape, steps: steps, rows: rows.count) }
  }

  /// z of a step.
  private func multiply(_ inputs: UnsafePointer<Float>, _ t: Int) {
    let hidden = seenHidden(t)
    for product in products {
      if tape.stepsAtOnce > 1 {
        product.finish(hidden, tape, step: t, rows: rows.count)
      } else {
        product.run(seenInput(inputs, t), hidden, tape, step: t, rows: rows.count)
      }
    }
  }

  /// x_t as it is seen, and those after it.
  private func seenInput(_ inputs: UnsafePointer<Float>, _ t: Int) -> UnsafePointer<Float> {
    guard hasMasks, layer.stateNoise.input.isThere else { return inputs + t * inputStep }
    return UnsafePointer(maskedInput(t))
  }

  /// From one step's inputs to the next, B·m.
  private var inputStep: Int { lengths.count * layer.inputWidth }

  /// Where x_t is written under its mask.
  private func maskedInput(_ t: Int) -> UnsafeMutablePointer<Float> {
    layer.stateNoise.seenInput.start + t * inputStep + rows.lowerBound * layer.inputWidth
  }

  /// Writes x_t under its mask, where it has one.
  private func maskInput(_ inputs: UnsafePointer<Float>, _ t: Int) {
    guard layer.stateNoise.input.isThere else { return }
    var mask = layer.stateNoise.input.dropout(step: t, rows)
    layer.kernels.pointee.dropout(
      &mask, inputs + t * inputStep, maskedInput(t), rows.count * layer.inputWidth)
  }

  /// h_{t−1} under its mask.
  private func seenHidden(_ t: Int) -> UnsafePointer<Float> {
    let hidden = UnsafePointer(tape.values(.hidden, step: t))
    guard hasMasks, layer.stateNoise.hidden.isThere else { return hidden }
    let seen = layer.stateNoise.seenHidden.start + t * tape.stepSize + rows.lowerBound * layer.hidden
    var mask = layer.stateNoise.hidden.dropout(step: t, rows)
    layer.kernels.pointee.dropout(&mask, hidden, seen, tape.size)
    return UnsafePointer(seen)
  }

  /// The last term of a gate's chain: z = fma(p, c, z).
  private func peep(_ gate: LSTMGate, at cell: UnsafePointer<Float>, _ t: Int) {
    guard let peepholes = layer.peepholes(gate), configuration.variant.has(gate.block) else { return }
    layer.kernels.pointee.multiply_add(
      peepholes, cell, tape.preActivations(gate.block.rawValue, step: t), tape.size)
  }

  // MARK: The cell

  /// The whole step of the plain cell.
  private func updateCell(_ t: Int) {
    let at = { [tape] (slab: VectorTape.Slab, index: Int) in tape.values(slab, index, step: t) }
    var step = ckernels_cell_forward(
      count: tape.size, erase: configuration.forgetConvention == .erase ? 1 : 0,
      input: at(.gate, 0), forget: at(.gate, 1), output: at(.gate, 2),
      candidate_pre: tape.preActivations(GateBlock.candidate.rawValue, step: t), previous_cell: at(.cell, 0),
      candidate: at(.candidate, 0), cell: tape.values(.cell, step: t + 1),
      cell_tanh: at(.cellTanh, 0),
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
      candidate_pre: tape.preActivations(GateBlock.candidate.rawValue, step: t), previous_cell: at(.cell, 0),
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
      zoneout_hidden: layer.stateNoise.zoneoutHidden.zoneout(step: t, rows), cell_tanh: at(.cellTanh, 0),
      cell: tape.values(.cell, step: t + 1), hidden: tape.values(.hidden, step: t + 1))
    layer.kernels.pointee.cell_read(&step)
  }

  /// Past its length a sequence's state stays.
  private func freeze(_ t: Int) {
    for row in rows where t >= lengths[row] {
      let first = (row - rows.lowerBound) * layer.hidden
      for slab in [VectorTape.Slab.cell, .hidden] {
        (tape.values(slab, step: t + 1) + first).update(
          from: tape.values(slab, step: t) + first, count: layer.hidden)
      }
    }
  }
}
