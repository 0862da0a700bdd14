extension ScoreFunctionEstimator: OneGateEstimator {
  /// One uniform for each sample.
  public var uniformCount: Int { samples }
  /// One for each sample.
  public var evaluations: Int { samples }

  /// (f(b) − baseline)·(b − p), or its mean over K samples, each against the mean of the others.
  ///
  /// The moving average stands at its limit, E[f]: a baseline may not depend on the draw it is taken off.
  public func estimate(_ problem: OneGateProblem, uniforms: Span<Double>) -> Double {
    let p = problem.probability
    guard baseline == .leaveOneOut else {
      let b = problem.draw(uniforms[0])
      let level = baseline == .none ? 0 : problem.expectedLoss
      return (problem.loss(b) - level) * (b - p)
    }
    var sum = 0.0
    for k in 0..<samples { sum += problem.loss(problem.draw(uniforms[k])) }
    var estimate = 0.0
    for k in 0..<samples {
      let b = problem.draw(uniforms[k])
      let others = (sum - problem.loss(b)) / Double(samples - 1)
      estimate += (problem.loss(b) - others) * (b - p)
    }
    return estimate / Double(samples)
  }
}
