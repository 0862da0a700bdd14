import CKernels

/// The way back through a step of an LSTM, which has kernels of its own.
extension VectorLayerBackward {
  /// ∂ℓ/∂z of all blocks and ∂ℓ/∂c_{t−1}.
  func stepLSTM(_ t: Int) {
    let at = { [tape] (slab: VectorTape.Slab, index: Int) in tape.values(slab, index, step: t) }
    var step = ckernels_cell_backward(
      count: tape.size, erase: configuration.forgetConvention == .erase ? 1 : 0,
      hidden_gradient: hiddenGradient,
      upstream: t >= firstUpstream ? UnsafePointer(at(.upstream, 0)) : nil,
      input: at(.gate, 0), forget: at(.gate, 1), output: at(.gate, 2), input_slope: at(.slope, 0),
      forget_slope: at(.slope, 1), output_slope: at(.slope, 2), candidate: at(.candidate, 0),
      previous_cell: at(.cell, 0), cell_tanh: at(.kept, 0), cell_gradient: cellGradient,
      total: keepsMemoryGradients ? at(.memoryGradient, 0) : nil, d_input: at(.slope, 0),
      d_forget: at(.slope, 1),
      d_candidate: at(.candidate, 0), d_output: at(.slope, 2))
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
  private func joining(_ gate: CellGate, _ t: Int) -> ckernels_gate_backward {
    ckernels_gate_backward(
      peephole: layer.peepholes(gate.index),
      value_gradient: configuration.variant.seesGates ? UnsafePointer(gateGradient(gate.index)) : nil,
      injected: layer.injection.values(gate: gate.index, step: t).map { $0 + first })
  }
}
