public import Catalog

/// Takes the derivative of a hard gate to be that of its probability.
///
/// ∂g/∂z is taken as ∂p/∂z = p(1 − p)/τ with p = σ((z − θ)/τ). For a Bernoulli gate this is the exact derivative of the
/// mean gate, so the expected gradient is exact where the loss is affine in g, and biased by the loss's curvature
/// elsewhere. For f(g) = (g − 0.45)², z = 1: mean 0.110518941 against the exact 0.019661193.
///
/// `backward_temperature` τ_b takes the place of the policy's own τ as the divisor, p(1 − p)/τ_b, so that a gate can be drawn at one
/// temperature and differentiated at another; p stays the probability it is drawn with. Without it, and with τ_b = τ, the rule is
/// the one above.
///
/// - Errors: 1 − p is rounded, so that the slope is 0 where p rounds to 1 (in `Float` from (z − θ)/τ near 17).
/// - Source: Bengio, Léonard and Courville 2013 (arXiv 1308.3432); temperatures apart: Shekhovtsov 2021 (arXiv 2110.03549), Shah et
///   al. 2024 (arXiv 2410.13331).
public struct StraightThroughSigmoid: SurrogateGradient {
  /// The catalog entry.
  public static let description = KindDescription(
    "straight_through_sigmoid", summary: "Takes the derivative of a hard gate as that of its probability.",
    formula: "∂g/∂z := p(1 − p)/τ, τ the policy's temperature, or backward_temperature in its place",
    source: "Bengio, Léonard and Courville 2013 (arXiv 1308.3432)",
    parameters: [
      .temperature(
        "backward_temperature", isSchedulable: false,
        summary: "Temperature of the derivative; the policy's own where it is left out.")
    ])

  /// The temperature that divides; the policy's own where there is none.
  public let backwardTemperature: Double?

  /// The rule at the policy's own temperature.
  public init() { backwardTemperature = nil }

  /// A rule with checked settings.
  public init(_ parameters: Parameters) throws(ParameterError) {
    backwardTemperature = parameters.optionalNumber("backward_temperature")
  }

  /// p becomes p(1 − p)/τ.
  public func replace<Scalar: GateScalar>(
    _ slopes: inout MutableSpan<Scalar>, preActivations: Span<Scalar>, uniforms: Span<Scalar>,
    gates: Span<Scalar>, threshold: Double, temperature: Double, epoch: Int
  ) {
    checkCounts(slopes, preActivations, gates)
    Scalar.logisticSlopes(&slopes, scale: Scalar(1 / (backwardTemperature ?? temperature)))
  }
}
