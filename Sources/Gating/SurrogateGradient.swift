public import Catalog

/// A backward rule for gates that are 0 or 1: it replaces the derivative, which is 0 almost everywhere.
///
/// The rule is biased by design; `training.gradient` names it. It runs on the way forward, so that the
/// backward pass is one kernel that knows no policy.
public protocol SurrogateGradient: Kind where Family == any SurrogateGradient {
  /// Turns the on-probabilities p in `slopes` into the slopes used in place of ∂g/∂z.
  ///
  /// All slices have the same count, but `uniforms`: those are the very draws that the gates were made with, or none
  /// where the policy draws none. `threshold` and `temperature` are those of the policy, with
  /// p = σ((z − threshold)/temperature). `epoch` counts passes over the training data, for annealed rules.
  func replace(
    _ slopes: inout MutableSpan<Float>, preActivations: Span<Float>, uniforms: Span<Float>,
    gates: Span<Float>, threshold: Double, temperature: Double, epoch: Int)
  /// The same in double precision.
  func replace(
    _ slopes: inout MutableSpan<Double>, preActivations: Span<Double>, uniforms: Span<Double>,
    gates: Span<Double>, threshold: Double, temperature: Double, epoch: Int)
}

extension SurrogateGradient {
  /// The rule of checked settings, as the catalog gives it.
  public static func make(_ parameters: Parameters) throws(ParameterError) -> any SurrogateGradient {
    try Self(parameters)
  }
}

extension SurrogateGradient {
  /// Stops the program where the slices of a `replace` call do not fit together.
  @inlinable
  public func checkCounts<Scalar>(
    _ slopes: borrowing MutableSpan<Scalar>, _ preActivations: Span<Scalar>, _ gates: Span<Scalar>
  ) {
    precondition(
      slopes.count == preActivations.count && gates.count == slopes.count, "the slices differ in count")
  }
}
