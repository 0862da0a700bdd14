public import Catalog

/// The default rule: the pathwise derivative where a gate has one, ``StraightThroughSigmoid`` where it is 0 or 1.
///
/// Every rule leaves pathwise derivatives alone, so what this one adds is the choice for hard gates.
public struct AutomaticGradient: SurrogateGradient, KindWithoutSettings {
  /// The catalog entry.
  public static let description = KindDescription(
    "auto", summary: "The pathwise derivative where there is one, else straight_through_sigmoid.",
    formula: "∂g/∂z, or p(1 − p)/τ for a gate that is 0 or 1")

  private let hardRule = StraightThroughSigmoid()

  /// The rule, which has no settings.
  public init() {}

  /// p becomes p(1 − p)/τ.
  public func replace<Scalar: GateScalar>(
    _ slopes: inout MutableSpan<Scalar>, preActivations: Span<Scalar>, uniforms: Span<Scalar>,
    gates: Span<Scalar>, threshold: Double, temperature: Double, epoch: Int
  ) {
    Scalar.replace(
      hardRule, &slopes, preActivations: preActivations, uniforms: uniforms, gates: gates,
      threshold: threshold, temperature: temperature, epoch: epoch)
  }
}
