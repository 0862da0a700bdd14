import Catalog
import Gating

/// A Bernoulli gate at its mean, with the mean's derivative: ∂p/∂z = p(1 − p)·∂φ/∂z.
///
/// Of the base only values enter, and where its probability lies: no slope that it states.
struct ExpectedGate: DerivedGate {
  static let description = KindDescription(
    "expected_gate", summary: "A gate at the mean of another, with the mean's slope.",
    formula: "g = p, ∂g/∂z = p(1 − p)·∂φ/∂z")

  let base: any GatePolicy
  private let logitSlope: Double

  /// The mean of a Bernoulli policy.
  init(_ base: any GatePolicy) {
    self.base = base
    logitSlope = base.logitSlope
  }

  var drawsPerUnit: Int { 0 }
  var derivative: GateDerivative { .pathwise }

  func sample(
    _ preActivations: Span<Float>, uniforms: Span<Float>, gates: inout MutableSpan<Float>,
    slopes: inout MutableSpan<Float>
  ) {
    base.mean(preActivations, gates: &gates)
    let scale = Float(logitSlope)
    for i in 0..<slopes.count { slopes[i] = gates[i] * (1 - gates[i]) * scale }
  }

  func sample(
    _ preActivations: Span<Double>, uniforms: Span<Double>, gates: inout MutableSpan<Double>,
    slopes: inout MutableSpan<Double>
  ) {
    base.mean(preActivations, gates: &gates)
    for i in 0..<slopes.count { slopes[i] = gates[i] * (1 - gates[i]) * logitSlope }
  }
}
