public import Catalog

/// Passes the upstream gradient on as if the gate were its pre-activation.
///
/// ∂g/∂z is taken as 1. The rule ignores how sure the gate is, so its gradient does not vanish where the gate is
/// saturated; its bias is the largest of the rules here.
///
/// - Source: Hinton, lectures of 2012; Bengio, Léonard and Courville 2013 (arXiv 1308.3432).
public struct StraightThroughIdentity: ElementwiseSurrogate, KindWithoutSettings {
  /// The catalog entry.
  public static let description = KindDescription(
    "straight_through_identity", summary: "Takes the derivative of a hard gate as 1.", formula: "∂g/∂z := 1",
    source: "Hinton 2012; Bengio, Léonard and Courville 2013 (arXiv 1308.3432)")

  /// The rule, which has no settings.
  public init() {}

  /// 1; NaN where p is.
  @inlinable
  public func slope<Scalar: GateScalar>(_ gate: HardGate<Scalar>, epoch: Int) -> Scalar {
    .indicator(true, witness: gate.probability)
  }
}
