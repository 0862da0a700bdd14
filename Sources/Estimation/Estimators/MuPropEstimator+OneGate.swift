extension MuPropEstimator: OneGateEstimator {
  /// One uniform.
  public var uniformCount: Int { 1 }
  /// f at the draw and, with its slope, at p.
  public var evaluations: Int { 2 }

  /// (f(b) − f(p) − f′(p)·(b − p))·(b − p) + f′(p)·p(1 − p).
  public func estimate(_ problem: OneGateProblem, uniforms: Span<Double>) -> Double {
    let p = problem.probability
    return Self.term(
      loss: problem.loss(problem.draw(uniforms[0])), meanLoss: problem.loss(p),
      meanSlope: problem.lossSlope(p), drawn: problem.draw(uniforms[0]), probability: p)
  }
}
