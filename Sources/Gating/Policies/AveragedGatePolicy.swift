/// A policy whose first two moments are averages of sigmoids.
protocol AveragedGatePolicy: GatePolicy {
  /// Its moments, exact enough to be rounded to `scalar`.
  func moments<Scalar: GateScalar>(for scalar: Scalar.Type) -> SigmoidMoments
}

extension AveragedGatePolicy {
  /// E[g | z].
  public func mean<Scalar: GateScalar>(_ preActivations: Span<Scalar>, gates: inout MutableSpan<Scalar>) {
    moments(for: Scalar.self).mean(preActivations, into: &gates)
  }

  /// Var[g | z].
  public func variance<Scalar: GateScalar>(
    _ preActivations: Span<Scalar>, into variances: inout MutableSpan<Scalar>
  ) {
    moments(for: Scalar.self).variance(preActivations, into: &variances)
  }
}
