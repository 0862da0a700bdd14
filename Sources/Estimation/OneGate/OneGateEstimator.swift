/// An estimator of ``OneGateProblem/exactGradient``: a pure function of the problem and of uniforms.
///
/// The draw is b = 1[u < p] of the first uniform everywhere, so that all estimators can be fed the same numbers.
public protocol OneGateEstimator: Sendable {
  /// Uniforms of one estimate.
  var uniformCount: Int { get }
  /// Values of f that one estimate looks at.
  var evaluations: Int { get }

  /// The estimate; `uniforms` has ``uniformCount`` numbers in (0, 1).
  func estimate(_ problem: OneGateProblem, uniforms: Span<Double>) -> Double
}

extension OneGateProblem {
  /// b = 1[u < p].
  func draw(_ uniform: Double) -> Double { uniform < probability ? 1 : 0 }
}
