import CKernels

/// The way of some of a batch's sequences back through time, in one layer of the fast engine: ∂ℓ/∂z of all steps, and
/// ∂ℓ/∂(initial state).
struct VectorLayerBackward: ~Copyable {
  let layer: VectorLayer
  let configuration: NetworkConfiguration
  let lengths: [Int]
  /// The sequences.
  let rows: Range<Int>
  /// The first step that a gradient comes down to from above; it does to all later ones.
  let firstUpstream: Int
  let keepsMemoryGradients: Bool
  // Copies of the layer's, which are not looked up anew in every step.
  let tape: VectorTape
  /// Values of a step before these sequences'.
  let first: Int
  let isPlain: Bool
  let hasMasks: Bool
  /// ∂ℓ/∂h and ∂ℓ/∂c as they run back.
  let hiddenGradient: UnsafeMutablePointer<Float>
  let cellGradient: UnsafeMutablePointer<Float>

  /// The way back of a layer's last pass.
  init(
    layer: VectorLayer, lengths: [Int], rows: Range<Int>, firstUpstream: Int, keepsMemoryGradients: Bool
  ) {
    self.layer = layer
    configuration = layer.configuration
    self.lengths = lengths
    self.rows = rows
    self.firstUpstream = firstUpstream
    self.keepsMemoryGradients = keepsMemoryGradients
    first = rows.lowerBound * layer.hidden
    tape = layer.tape.part(rows, hidden: layer.hidden)
    isPlain = layer.isPlain
    hasMasks = layer.stateNoise.isThere
    (hiddenGradient, cellGradient) = (layer.hiddenGradient.start + first, layer.cellGradient.start + first)
  }

  /// Runs all steps from the last to the first.
  func run() {
    let shortest = lengths.min() ?? 0
    hiddenGradient.update(repeating: 0, count: tape.size)
    cellGradient.update(repeating: 0, count: tape.size)
    var (backward, gateward) = (layer.backward.operands, layer.gateward.operands)
    backward.into(0, hiddenGradient)
    if configuration.variant.seesGates {
      for gate in layer.gates {
        gateGradient(gate).update(repeating: 0, count: tape.size)
        gateward.into(gate, gateGradient(gate))
      }
    }
    layer.skipping?.gate.beginReturn(rows)
    for t in (0..<tape.steps).reversed() {
      if let skipping = layer.skipping { back(through: skipping, t) }
      let someRest = t >= shortest || layer.skipping != nil
      if someRest { hold(t) }
      if let cell = layer.cell { step(cell, t) } else { stepLSTM(t) }
      if someRest { clear(t) }
      for (segment, block) in layer.seeingHidden.enumerated() { backward.from(segment, slopes(block, t)) }
      if layer.seeingHidden.isEmpty {
        hiddenGradient.update(repeating: 0, count: tape.size)
      } else {
        layer.backward.run(backward, rows: rows.count)
      }
      passOwn(t)
      passMasks(t)
      if configuration.variant.seesGates {
        for gate in layer.gates { gateward.from(gate, tape.values(.slope, gate, step: t)) }
        layer.gateward.run(gateward, rows: rows.count)
      }
      if someRest { release(t) }
    }
  }

  /// ∂ℓ/∂(a gate) from the step after, where gates see gates.
  func gateGradient(_ gate: Int) -> UnsafeMutablePointer<Float> {
    layer.gateGradient.start + gate * tape.stepSize + first
  }

  /// ∂ℓ/∂z of a block.
  @inline(__always)
  func slopes(_ block: Int, _ t: Int) -> UnsafeMutablePointer<Float> {
    tape.slopes(layer.slopePlaces[block], step: t)
  }

  /// What comes back to ∂ℓ/∂h_{t−1} through blocks whose units see themselves.
  private func passOwn(_ t: Int) {
    for (group, own) in layer.own.enumerated() {
      layer.kernels.pointee.multiply_add(
        layer.ownWeights(group) + first, slopes(own.block, t), hiddenGradient, tape.size)
    }
  }

  /// ∂ℓ/∂h_{t−1} from what pre-activations saw of it, and from units that held it.
  private func passMasks(_ t: Int) {
    defer { passCarried() }
    guard hasMasks else { return }
    let (noise, hidden) = (layer.stateNoise, hiddenGradient)
    if noise.hidden.isThere {
      var mask = noise.hidden.dropout(step: t, rows)
      layer.kernels.pointee.dropout(&mask, hidden, hidden, tape.size)
    }
    if noise.zoneoutHidden.isThere {
      let passing = noise.passing.start + first
      for e in 0..<tape.size { hidden[e] += passing[e] }
    }
  }

  // MARK: Frozen sequences
  //
  // Where a sequence is past its length, or skips a step, h_t is h_{t−1} and c_t is c_{t−1}: gradients pass as they are. The kernels run
  // over all sequences of the part, so its gradients are put aside for the time of the step.

  private var frozenRows: FrozenRows {
    FrozenRows(lengths: lengths, update: layer.skipping?.gate, rows: rows, width: layer.hidden)
  }

  /// Puts ∂ℓ/∂h_t (with what comes from above) and ∂ℓ/∂c_t of frozen sequences aside.
  private func hold(_ t: Int) {
    let (held, upstream) = (layer.held.start + 2 * first, tape.values(.upstream, step: t))
    frozenRows.forEach(t) { row in
      for e in row {
        let total =
          t >= firstUpstream ? hiddenGradient[e] + upstream[e] : hiddenGradient[e]
        held[e] = total
        held[tape.size + e] = cellGradient[e]
      }
    }
  }

  /// Nothing is learned where a sequence is frozen.
  private func clear(_ t: Int) {
    frozenRows.forEach(t) { row in
      for place in layer.slopePlaces {
        (tape.slopes(place, step: t) + row.lowerBound).update(repeating: 0, count: row.count)
      }
    }
  }

  /// Puts the gradients of frozen sequences back.
  private func release(_ t: Int) {
    let (held, kept) = (layer.held.start + 2 * first, tape.values(.memoryGradient, step: t))
    frozenRows.forEach(t) { row in
      for e in row {
        hiddenGradient[e] = held[e]
        cellGradient[e] = held[tape.size + e]
        if keepsMemoryGradients { kept[e] = held[layer.structure.hasCell ? tape.size + e : e] }
      }
    }
  }
}

/// The rows of sequences that have ended, or skip a step.
private struct FrozenRows {
  let lengths: [Int]
  let update: UpdateGate<Float>?
  let rows: Range<Int>
  let width: Int

  /// Calls `body` with the elements, among these rows', of each row that does not take step `t`.
  func forEach(_ t: Int, _ body: (Range<Int>) -> Void) {
    for row in rows where t >= lengths[row] || update?.takes(t, row) == false {
      let first = (row - rows.lowerBound) * width
      body(first..<first + width)
    }
  }
}
