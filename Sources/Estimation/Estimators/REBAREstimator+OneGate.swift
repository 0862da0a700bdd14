import Gating

extension REBAREstimator: OneGateEstimator {
  /// u for the draw and v for the relaxation given the draw.
  public var uniformCount: Int { 2 }
  /// f at the draw and at the two relaxations.
  public var evaluations: Int { 3 }

  /// (f(b) − η·c(z̃))·(b − p) + η·∂c(z)/∂φ − η·∂c(z̃)/∂φ with c(z) = f(σ(z/λ)).
  public func estimate(_ problem: OneGateProblem, uniforms: Span<Double>) -> Double {
    let p = problem.probability
    let (free, b) = (uniforms[0], problem.draw(uniforms[0]))
    let bound = REBARCoupling(drawn: b, uniform: uniforms[1], probability: p)
    let relaxed = relax(problem.logit, free)
    let given = relax(problem.logit, bound.uniform)
    return Self.term(
      loss: problem.loss(b), relaxedLoss: problem.loss(given.gate), drawn: b, probability: p,
      slope: problem.lossSlope(relaxed.gate) * relaxed.slope,
      boundSlope: problem.lossSlope(given.gate) * given.slope * bound.logitSlope, eta: eta)
  }

  /// σ((φ − logit(u))/λ) and its derivative in φ at constant u.
  private func relax(_ logit: Double, _ uniform: Double) -> (gate: Double, slope: Double) {
    let gate = VectorMath.sigmoid((logit - VectorMath.logit(uniform)) / lambda)
    return (gate, gate * (1 - gate) / lambda)
  }
}
