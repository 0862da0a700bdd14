import CKernels
public import Gating

extension Float: CellScalar {
  /// The step forward of a mixture, by a kernel.
  public static func mix(_ mixture: Mixture, _ step: CellStep<Float>) {
    var kernel = ckernels_mix_forward(
      count: step.count, writes: mixture.writes ? 1 : 0, linear: mixture.isLinear ? 1 : 0,
      gate: mixture.gate.map(step.values), reset: mixture.reset.map(step.values),
      candidate_pre: step.preActivations(mixture.candidate),
      recurrent_pre: mixture.recurrent.map { UnsafePointer(step.preActivations($0)) },
      write_factors: step.writeFactors, previous: step.previous, candidate: step.candidate,
      recurrent: mixture.recurrent.map { _ in step.kept(0) }, hidden: step.hidden)
    ckernels().pointee.mix_forward(&kernel)
  }

  /// The step back of a mixture, by a kernel.
  public static func mixBackward(_ mixture: Mixture, _ step: CellReturn<Float>) {
    var kernel = ckernels_mix_backward(
      count: step.count, writes: mixture.writes ? 1 : 0, linear: mixture.isLinear ? 1 : 0,
      is_one_gate: mixture.reset == mixture.gate ? 1 : 0, hidden_gradient: step.hiddenGradient,
      gate: mixture.gate.map(step.values), reset: mixture.reset.map(step.values),
      write_factors: step.writeFactors, previous: step.previous,
      gate_slope: mixture.gate.map(step.slopes), reset_slope: mixture.reset.map(step.slopes),
      candidate: step.candidate, recurrent: mixture.recurrent.map { _ in step.kept(0) },
      carried: step.carried)
    ckernels().pointee.mix_backward(&kernel)
  }
}
