extension GatePolicy {
  /// Fills `gates` as a mode of evaluation reads them: all modes but ``EvaluationMode/sample``.
  ///
  /// | mode | gates |
  /// |---|---|
  /// | native | the policy's own evaluation law |
  /// | mean | E[g given z] of the training law |
  /// | sigmoid | σ(z), whatever the policy |
  /// | hard | 1[z > 0], whatever the policy; a tie is 0 |
  ///
  /// Sampled evaluation needs uniforms and is the training law itself, `sample`; asking for it here is a
  /// programming error.
  public func evaluate(
    _ preActivations: Span<Float>, mode: EvaluationMode, gates: inout MutableSpan<Float>
  ) {
    switch mode {
    case .native: evaluate(preActivations, gates: &gates)
    case .mean: mean(preActivations, gates: &gates)
    case .sigmoid: VectorMath.sigmoid(preActivations, into: &gates)
    case .hard: step(preActivations, above: 0, into: &gates)
    case .sample: preconditionFailure("sampled evaluation needs uniforms: call sample")
    }
  }

  /// Fills `gates` as a mode of evaluation reads them, in double precision: all modes but ``EvaluationMode/sample``.
  public func evaluate(
    _ preActivations: Span<Double>, mode: EvaluationMode, gates: inout MutableSpan<Double>
  ) {
    switch mode {
    case .native: evaluate(preActivations, gates: &gates)
    case .mean: mean(preActivations, gates: &gates)
    case .sigmoid: VectorMath.sigmoid(preActivations, into: &gates)
    case .hard: step(preActivations, above: 0, into: &gates)
    case .sample: preconditionFailure("sampled evaluation needs uniforms: call sample")
    }
  }
}

extension EvaluationMode {
  /// Whether gates are drawn, so that the result has a Monte-Carlo error.
  public var isSampled: Bool { self == .sample }
}
