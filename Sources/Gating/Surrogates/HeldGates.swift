public import Catalog

/// Lets no gradient through hard gates: ∂g/∂z is taken as what it is almost everywhere, 0.
///
/// The score-function estimator goes backward with the gate values held fixed, and brings its own term in at z. This is
/// a tool for estimators and not in the catalog: trained by this rule alone, a hard gate never learns.
public struct HeldGates: ElementwiseSurrogate, KindWithoutSettings {
  /// What the catalog entry would be.
  public static let description = KindDescription(
    "held_gates", summary: "Takes the derivative of a hard gate as 0.", formula: "∂g/∂z := 0")

  /// The rule, which has no settings.
  public init() {}

  /// 0; NaN where p is.
  @inlinable
  public func slope<Scalar: GateScalar>(_ gate: HardGate<Scalar>, epoch: Int) -> Scalar {
    .indicator(false, witness: gate.probability)
  }
}
