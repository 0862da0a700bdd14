public import Catalog

/// Takes the derivative of a hard gate to be that of its probability.
///
/// ∂g/∂z is taken as ∂p/∂z = p(1 − p)/τ with p = σ((z − θ)/τ). For a Bernoulli gate this is the exact derivative of the
/// mean gate, so the expected gradient is exact where the loss is affine in g, and biased by the loss's curvature
/// elsewhere. For f(g) = (g − 0.45)², z = 1: mean 0.110518941 against the exact 0.019661193.
///
/// - Errors: 1 − p is rounded, so that the slope is 0 where p rounds to 1 (in `Float` from (z − θ)/τ near 17).
/// - Source: Bengio, Léonard and Courville 2013 (arXiv 1308.3432).
public struct StraightThroughSigmoid: SurrogateGradient, KindWithoutSettings {
  /// The catalog entry.
  public static let description = KindDescription(
    "straight_through_sigmoid", summary: "Takes the derivative of a hard gate as that of its probability.",
    formula: "∂g/∂z := p(1 − p)/τ", source: "Bengio, Léonard and Courville 2013 (arXiv 1308.3432)")

  /// The rule, which has no settings.
  public init() {}

  /// p becomes p(1 − p)/τ.
  public func replace<Scalar: GateScalar>(
    _ slopes: inout MutableSpan<Scalar>, preActivations: Span<Scalar>, uniforms: Span<Scalar>,
    gates: Span<Scalar>, threshold: Double, temperature: Double, epoch: Int
  ) {
    checkCounts(slopes, preActivations, gates)
    Scalar.logisticSlopes(&slopes, scale: Scalar(1 / temperature))
  }
}
