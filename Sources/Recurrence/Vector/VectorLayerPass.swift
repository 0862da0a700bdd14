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
  let isPlain: Bool
  let hasMasks: Bool
  /// Draws of each gate at a unit.
  let draws: InlineArray<3, Int>

  /// A pass of a layer that has made room for it.
  init(
    layer: VectorLayer, gates: GateAssignment, mode: PassMode, noise: PassNoise, lengths: [Int],
    rows: Range<Int>
  ) {
    self.init(
      layer: layer, gates: gates, mode: mode, noise: noise, lengths: lengths, rows: rows, tape: layer.tape)
  }

  /// The same on a tape of its own.
  init(
    layer: VectorLayer, gates: GateAssignment, mode: PassMode, noise: PassNoise, lengths: [Int],
    rows: Range<Int>, tape: VectorTape
  ) {
    self.layer = layer
    configuration = layer.configuration
    self.gates = gates
    self.mode = mode
    self.noise = noise
    self.lengths = lengths
    self.rows = rows
    self.tape = tape.part(rows, hidden: layer.hidden)
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
      if let skipping = layer.skipping {
        step(skipping, inputs, rule, t)
      } else {
        step(inputs, rule, t)
        if t >= shortest { freeze(t) }
      }
    }
  }

  /// One step of all sequences.
  func step(_ inputs: UnsafePointer<Float>, _ rule: any SurrogateGradient, _ t: Int) {
    if t % tape.stepsAtOnce == 0 { multiply(inputs, t..<min(t + tape.stepsAtOnce, tape.steps)) }
    multiply(inputs, t)
    if let cell = layer.cell { step(cell, rule, t) } else { stepLSTM(rule, t) }
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
  var inputStep: Int { lengths.count * layer.inputWidth }

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
  func seenHidden(_ t: Int) -> UnsafePointer<Float> {
    let hidden = UnsafePointer(tape.values(.hidden, step: t))
    guard hasMasks, layer.stateNoise.hidden.isThere else { return hidden }
    let seen = layer.stateNoise.seenHidden.start + t * tape.stepSize + rows.lowerBound * layer.hidden
    var mask = layer.stateNoise.hidden.dropout(step: t, rows)
    layer.kernels.pointee.dropout(&mask, hidden, seen, tape.size)
    return UnsafePointer(seen)
  }

  /// Past its length a sequence's state stays.
  private func freeze(_ t: Int) {
    for row in rows where t >= lengths[row] { keep(row, t) }
  }

  /// Leaves the state of a sequence as it was before a step.
  func keep(_ row: Int, _ t: Int) {
    let first = (row - rows.lowerBound) * layer.hidden
    for slab in layer.structure.stateSlabs {
      (tape.values(slab, step: t + 1) + first).update(
        from: tape.values(slab, step: t) + first, count: layer.hidden)
    }
  }
}
