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
  let keepsCellGradients: Bool
  // Copies of the layer's, which are not looked up anew in every step.
  let tape: VectorTape
  /// Values of a step before these sequences'.
  private let first: Int
  private let blocks: [GateBlock]
  private let isPlain: Bool
  private let hasMasks: Bool
  /// ∂ℓ/∂h and ∂ℓ/∂c as they run back.
  private let hiddenGradient: UnsafeMutablePointer<Float>
  private let cellGradient: UnsafeMutablePointer<Float>

  /// The way back of a layer's last pass.
  init(
    layer: VectorLayer, lengths: [Int], rows: Range<Int>, firstUpstream: Int, keepsCellGradients: Bool
  ) {
    self.layer = layer
    configuration = layer.configuration
    self.lengths = lengths
    self.rows = rows
    self.firstUpstream = firstUpstream
    self.keepsCellGradients = keepsCellGradients
    first = rows.lowerBound * layer.hidden
    tape = layer.tape.part(rows, hidden: layer.hidden)
    blocks = layer.blocks
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
      for gate in LSTMGate.allCases {
        gateGradient(gate).update(repeating: 0, count: tape.size)
        gateward.into(gate.index, gateGradient(gate))
      }
    }
    for t in (0..<tape.steps).reversed() {
      if t >= shortest { hold(t) }
      updateCell(t)
      if t >= shortest { clear(t) }
      for (segment, block) in blocks.enumerated() { backward.from(segment, tape.slopes(block, step: t)) }
      layer.backward.run(backward, rows: rows.count)
      passMasks(t)
      if configuration.variant.seesGates {
        for gate in LSTMGate.allCases { gateward.from(gate.index, tape.slopes(gate.block, step: t)) }
        layer.gateward.run(gateward, rows: rows.count)
      }
      if t >= shortest { release(t) }
    }
  }

  /// ∂ℓ/∂(a gate) from the step after, where gates see gates.
  private func gateGradient(_ gate: LSTMGate) -> UnsafeMutablePointer<Float> {
    layer.gateGradient.start + gate.index * tape.stepSize + first
  }

  private func updateCell(_ t: Int) {
    let at = { [tape] (slab: VectorTape.Slab, index: Int) in tape.values(slab, index, step: t) }
    var step = ckernels_cell_backward(
      count: tape.size, erase: configuration.forgetConvention == .erase ? 1 : 0,
      hidden_gradient: hiddenGradient,
      upstream: t >= firstUpstream ? UnsafePointer(at(.upstream, 0)) : nil,
      input: at(.gate, 0), forget: at(.gate, 1), output: at(.gate, 2), input_slope: at(.slope, 0),
      forget_slope: at(.slope, 1), output_slope: at(.slope, 2), candidate: at(.candidate, 0),
      previous_cell: at(.cell, 0), cell_tanh: at(.cellTanh, 0), cell_gradient: cellGradient,
      total: keepsCellGradients ? at(.cellGradient, 0) : nil, d_input: tape.slopes(.input, step: t),
      d_forget: tape.slopes(.forget, step: t), d_candidate: tape.slopes(.candidate, step: t),
      d_output: tape.slopes(.output, step: t))
    guard !isPlain || layer.injection.isThere(step: t) else {
      layer.kernels.pointee.cell_backward(&step)
      return
    }
    let noise = layer.stateNoise
    var features = ckernels_cell_features(
      linear_candidate: configuration.variant.squashesCandidate ? 0 : 1,
      linear_output: configuration.variant.squashesCell ? 0 : 1,
      coupled: configuration.variant.origin(of: .forget) == .inputGate ? 1 : 0,
      write: noise.write.dropout(step: t, rows), drop: noise.cell.dropout(step: t, rows),
      zoneout_cell: noise.zoneoutCell.zoneout(step: t, rows),
      zoneout_hidden: noise.zoneoutHidden.zoneout(step: t, rows),
      input: joining(.input, t), forget: joining(.forget, t), output: joining(.output, t),
      hidden_passing: noise.zoneoutHidden.isThere ? noise.passing.start + first : nil)
    layer.kernels.pointee.cell_features_backward(&step, &features)
  }

  /// What joins a gate's gradient.
  private func joining(_ gate: LSTMGate, _ t: Int) -> ckernels_gate_backward {
    ckernels_gate_backward(
      peephole: layer.peepholes(gate),
      value_gradient: configuration.variant.seesGates ? UnsafePointer(gateGradient(gate)) : nil,
      injected: layer.injection.values(gate: gate.index, step: t).map { $0 + first })
  }

  /// ∂ℓ/∂h_{t−1} from what pre-activations saw of it, and from units that held it.
  private func passMasks(_ t: Int) {
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
  // Where a sequence is past its length, h_t is h_{t−1} and c_t is c_{t−1}: gradients pass as they are. The kernels run
  // over all sequences of the part, so its gradients are put aside for the time of the step.

  private var frozenRows: FrozenRows { FrozenRows(lengths: lengths, rows: rows, width: layer.hidden) }

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
      for block in GateBlock.allCases {
        (tape.slopes(block, step: t) + row.lowerBound).update(repeating: 0, count: row.count)
      }
    }
  }

  /// Puts the gradients of frozen sequences back.
  private func release(_ t: Int) {
    let (held, kept) = (layer.held.start + 2 * first, tape.values(.cellGradient, step: t))
    frozenRows.forEach(t) { row in
      for e in row {
        hiddenGradient[e] = held[e]
        cellGradient[e] = held[tape.size + e]
        if keepsCellGradients { kept[e] = held[tape.size + e] }
      }
    }
  }
}

/// The rows of sequences that have ended.
private struct FrozenRows {
  let lengths: [Int]
  let rows: Range<Int>
  let width: Int

  /// Calls `body` with the elements, among these rows', of each row that is past its length at step `t`.
  func forEach(_ t: Int, _ body: (Range<Int>) -> Void) {
    for row in rows where t >= lengths[row] {
      let first = (row - rows.lowerBound) * width
      body(first..<first + width)
    }
  }
}
