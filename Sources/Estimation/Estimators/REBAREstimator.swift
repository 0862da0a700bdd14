public import Catalog

/// REBAR: the score function with a control variate through the Concrete relaxation of the same draw.
///
///     (f(b) − η·c(z̃))·(b − p) + η·∂c(z)/∂φ − η·∂c(z̃)/∂φ
///
/// z = φ − logit(u) is the relaxed draw and z̃ = φ − logit(v′) the relaxed draw given b, from a second uniform v:
/// see ``REBARCoupling``. c(z) = f(σ(z/λ)). Unbiased for every η and λ; η = 0 is the score function.
///
/// In a network, c(z) of a group of gates is the loss when the group is relaxed and everything after it, later steps
/// and layers above, is the Concrete relaxation at λ with the same later noise. It is smooth in the group's logits, so
/// its pathwise derivative is exact. Groups are those of ``ARMEstimator``.
///
/// - Draws: those of the policies, and one more for each gate and step.
/// - Evaluations: 1 and two more for each group.
/// - Source: Tucker, Mnih, Maddison, Lawson and Sohl-Dickstein 2017 (arXiv 1703.07370).
public struct REBAREstimator: Sendable {
  /// The catalog entry.
  public static let description = KindDescription(
    "rebar", summary: "The score function with a control variate through the relaxation; unbiased.",
    formula: "(f(b) − η c(z̃))(b − p) + η ∂c(z)/∂φ − η ∂c(z̃)/∂φ, c(z) = f(σ(z/λ))",
    source: "Tucker et al. 2017 (arXiv 1703.07370)",
    parameters: [
      Parameter("eta", .number(.finite), default: .number(1), summary: "Weight η of the control variate."),
      Parameter(
        "lambda", .number(Bounds(0.01, 100)), default: .number(0.5),
        summary: "Temperature λ of the relaxation."),
    ])

  /// The weight η of the control variate.
  public let eta: Double
  /// The temperature λ of the relaxation.
  public let lambda: Double

  /// Whether ∂v′/∂p is taken along. `false` is a mistake that a public implementation makes; a test shows its bias.
  package var followsCoupling = true

  /// An estimator with checked settings.
  public init(_ parameters: Parameters) throws(ParameterError) {
    eta = parameters.number("eta")
    lambda = parameters.number("lambda")
  }

  /// The estimate for one logit: `slope` is ∂c(z)/∂φ and `boundSlope` ∂c(z̃)/∂φ, with v′ moving.
  static func term(
    loss: Double, relaxedLoss: Double, drawn b: Double, probability p: Double, slope: Double,
    boundSlope: Double, eta: Double
  ) -> Double {
    (loss - eta * relaxedLoss) * (b - p) + eta * (slope - boundSlope)
  }
}
