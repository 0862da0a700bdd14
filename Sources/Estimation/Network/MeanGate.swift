import Catalog
import Gating

/// A Bernoulli gate at its mean, with slope 1 or the mean's own.
///
/// Of the base only values enter, and where its probability lies: no slope that it states.
struct MeanGate: DerivedGate {
  /// What stands for ∂g/∂z.
  enum Slope {
    /// 1: ∂ℓ/∂z is then the loss's derivative in the gate's value.
    case one
    /// ∂p/∂z = p(1 − p)·∂φ/∂z.
    case own
  }

  static let description = KindDescription(
    "mean_gate", summary: "A gate at the mean of another, with slope 1 or the mean's.",
    formula: "g = p; ∂g/∂z := 1, or p(1 − p)·∂φ/∂z")

  let base: any GatePolicy
  private let slope: Slope

  /// The mean of `base`.
  init(_ base: any GatePolicy, slope: Slope) {
    self.base = base
    self.slope = slope
  }

  var drawsPerUnit: Int { 0 }
  var derivative: GateDerivative { .pathwise }

  func sample(
    _ preActivations: Span<Float>, uniforms: Span<Float>, gates: inout MutableSpan<Float>,
    slopes: inout MutableSpan<Float>
  ) {
    base.mean(preActivations, gates: &gates)
    fill(&slopes, at: gates)
  }

  func sample(
    _ preActivations: Span<Double>, uniforms: Span<Double>, gates: inout MutableSpan<Double>,
    slopes: inout MutableSpan<Double>
  ) {
    base.mean(preActivations, gates: &gates)
    fill(&slopes, at: gates)
  }

  private func fill<Scalar: GateScalar>(
    _ slopes: inout MutableSpan<Scalar>, at means: borrowing MutableSpan<Scalar>
  ) {
    let scale = Scalar(base.logitSlope)
    for i in 0..<slopes.count {
      switch slope {
      case .one: slopes[i] = 1
      case .own: slopes[i] = means[i] * (1 - means[i]) * scale
      }
    }
  }
}
