extension DisARMEstimator: OneGateEstimator {
  /// One uniform, used as u and as 1 − u.
  public var uniformCount: Int { 1 }
  /// Both members of the pair.
  public var evaluations: Int { 2 }

  /// ½(f(b) − f(b̃))·(−1)^b̃·1[b ≠ b̃]·σ(|φ|) with b = 1[u > 1 − p] and b̃ = 1[u < p].
  public func estimate(_ problem: OneGateProblem, uniforms: Span<Double>) -> Double {
    let (other, primary) = (problem.draw(1 - uniforms[0]), problem.draw(uniforms[0]))
    return Self.term(
      difference: problem.loss(other) - problem.loss(primary), other: other, primary: primary,
      probability: problem.probability)
  }
}
