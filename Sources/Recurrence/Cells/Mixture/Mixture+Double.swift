public import Gating

extension Double: CellScalar {
  /// The step forward of a mixture.
  public static func mix(_ mixture: Mixture, _ step: CellStep<Double>) {
    let a = step.preActivations(mixture.candidate)
    let (n, h, old) = (step.candidate, step.hidden, step.previous)
    for e in 0..<step.count { n[e] = a[e] }
    if let reset = mixture.reset, let recurrent = mixture.recurrent {
      let (r, b, kept) = (step.values(reset), step.preActivations(recurrent), step.kept(0))
      for e in 0..<step.count {
        n[e] += r[e] * b[e]
        kept[e] = b[e]
      }
    }
    if !mixture.isLinear { values(of: .tanh, at: n, into: n, count: step.count) }
    for e in 0..<step.count {
      let write = mixture.writing(step.values, e)
      h[e] = (1 - write) * old[e] + (step.writeFactors?[e] ?? 1) * (write * n[e])
    }
  }

  /// The step back of a mixture.
  public static func mixBackward(_ mixture: Mixture, _ step: CellReturn<Double>) {
    for e in 0..<step.count {
      let (n, d) = (step.candidate[e], step.hiddenGradient[e])
      let written = (step.writeFactors?[e] ?? 1) * d
      let write = mixture.writing(step.values, e)
      step.carried[e] = d * (1 - write)
      let through = written * write * (mixture.isLinear ? 1 : 1 - n * n)
      var mixing = written * n - d * step.previous[e]
      if !mixture.writes { mixing = -mixing }
      if let reset = mixture.reset {
        let resetting = through * step.kept(0)[e]
        step.kept(0)[e] = through * step.values(reset)[e]
        if reset == mixture.gate { mixing += resetting } else { step.slopes(reset)[e] *= resetting }
      }
      if let gate = mixture.gate { step.slopes(gate)[e] *= mixing }
      step.candidate[e] = through
    }
  }
}

extension Mixture {
  /// w at a place.
  @inline(__always)
  fileprivate func writing(_ values: (CellGate) -> UnsafePointer<Double>, _ e: Int) -> Double {
    guard let gate else { return 1 }
    return writes ? values(gate)[e] : 1 - values(gate)[e]
  }
}
