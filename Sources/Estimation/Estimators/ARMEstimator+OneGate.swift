extension ARMEstimator: OneGateEstimator {
  /// One uniform, used as u and as 1 − u.
  public var uniformCount: Int { 1 }
  /// Both members of the pair.
  public var evaluations: Int { 2 }

  /// (f(1[u > 1 − p]) − f(1[u < p]))·(u − ½).
  public func estimate(_ problem: OneGateProblem, uniforms: Span<Double>) -> Double {
    let u = uniforms[0]
    let difference = problem.loss(problem.draw(1 - u)) - problem.loss(problem.draw(u))
    return Self.term(difference: difference, uniform: u)
  }
}
