public import Catalog

/// Averages the slopes at both values a hard gate could have had: exact for quadratic losses.
///
/// For one gate drawn 0 or 1 the rule of Liu et al. becomes ∂g/∂z := ½·|g − p|/τ. Its expectation is
/// p(1 − p)/τ·(f′(0) + f′(1))/2, the trapezoidal rule for the exact p(1 − p)/τ·(f(1) − f(0)): no bias where f is a
/// quadratic of the gate, a bias of third order elsewhere. ``StraightThroughSigmoid`` stops at the first order. Several
/// gates at once, or one that acts at several steps, make a loss of higher degree.
///
/// A rare draw has a large slope: at p = 0.9 a closed gate gets 0.45 and an open one 0.05. The variance is accordingly
/// that of a score function rather than that of a straight-through estimator.
///
/// A hard threshold, which is not drawn, gets the same formula without the guarantee.
///
/// - Errors: one rounding of the difference and one of the product.
/// - Source: Liu, Dong, Liu, Yu and Gao 2023 (arXiv 2304.08612), where π₁ = (π + D)/2 and the rule is twice the
///   straight-through gradient at π₁ less half of that at π.
public struct ReinMax: ElementwiseSurrogate, KindWithoutSettings {
  /// The catalog entry.
  public static let description = KindDescription(
    "reinmax", summary: "Averages the slopes at both values of a hard gate: exact for quadratic losses.",
    formula: "∂g/∂z := ½·|g − p|/τ", source: "Liu, Dong, Liu, Yu and Gao 2023 (arXiv 2304.08612)")

  /// The rule, which has no settings.
  public init() {}

  /// ½·|g − p|/τ.
  @inlinable
  public func slope<Scalar: GateScalar>(_ gate: HardGate<Scalar>, epoch: Int) -> Scalar {
    (gate.value - gate.probability).magnitude * (gate.inverseTemperature / 2)
  }
}
