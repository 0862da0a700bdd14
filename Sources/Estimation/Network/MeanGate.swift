import Catalog
import Gating

/// A Bernoulli gate at its mean, with slope 1: its ∂ℓ/∂z is the loss's derivative in the gate's value.
struct MeanGate: DerivedGate {
  static let description = KindDescription(
    "mean_gate", summary: "A gate at the mean of another, with slope 1.", formula: "g = p, ∂g/∂z := 1")

  let base: any GatePolicy

  /// The mean of `base`.
  init(_ base: any GatePolicy) { self.base = base }

  var drawsPerUnit: Int { 0 }
  var derivative: GateDerivative { .pathwise }

  func sample(
    _ preActivations: Span<Float>, uniforms: Span<Float>, gates: inout MutableSpan<Float>,
    slopes: inout MutableSpan<Float>
  ) {
    base.mean(preActivations, gates: &gates)
    for i in 0..<slopes.count { slopes[i] = 1 }
  }

  func sample(
    _ preActivations: Span<Double>, uniforms: Span<Double>, gates: inout MutableSpan<Double>,
    slopes: inout MutableSpan<Double>
  ) {
    base.mean(preActivations, gates: &gates)
    for i in 0..<slopes.count { slopes[i] = 1 }
  }
}
