public import Catalog

/// Passes the upstream gradient on near the threshold and stops it elsewhere.
///
/// ∂g/∂z is taken as 1[|z − θ| < 1], the derivative of the hard tanh: a unit far from its threshold is left alone.
/// The interval is open and does not scale with the temperature.
///
/// - Source: Courbariaux et al. 2016 (arXiv 1602.02830).
public struct StraightThroughClipped: ElementwiseSurrogate, KindWithoutSettings {
  /// The catalog entry.
  public static let description = KindDescription(
    "straight_through_clipped",
    summary: "Takes the derivative of a hard gate as 1 near its threshold, else 0.",
    formula: "∂g/∂z := 1[|z − θ| < 1]", source: "Courbariaux et al. 2016 (arXiv 1602.02830)")

  /// The rule, which has no settings.
  public init() {}

  /// 1 where |z − θ| < 1, else 0; NaN where p is.
  @inlinable
  public func slope<Scalar: GateScalar>(_ gate: HardGate<Scalar>, epoch: Int) -> Scalar {
    .indicator(gate.offset.magnitude < 1, witness: gate.probability)
  }
}
