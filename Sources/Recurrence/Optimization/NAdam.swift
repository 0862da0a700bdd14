public import Catalog
import Gating

/// Adam with Nesterov's momentum: the step looks ahead along the average that the next update will have.
///
/// With the schedule μ_t = β₁·(1 − ½·0.96^(ψ·t)) of the momentum,
///
///     m = β₁·m + (1 − β₁)·g;  v = β₂·v + (1 − β₂)·g²
///     w = w − η·[(1 − μ_t)/(1 − Πμ)·g + μ_{t+1}/(1 − Πμ·μ_{t+1})·m] / (√(v/(1 − β₂ᵗ)) + ε)
///
/// where Πμ = μ₁·…·μ_t: the form that PyTorch's `NAdam` has, in which m keeps β₁ and the schedule enters the step alone.
/// 0.96^(ψ·t) is exp(ψ·t·ln 0.96) with Sluice's own functions.
///
/// - Source: Dozat 2016, Incorporating Nesterov Momentum into Adam (ICLR workshop).
public struct NAdam: Optimizer {
  /// The catalog entry.
  public static let description = KindDescription(
    "nadam", summary: "Adam with Nesterov's momentum, which looks one update ahead.",
    formula:
      "w = w − η·[(1 − μ_t)·g/(1 − Πμ) + μ_{t+1}·m/(1 − Πμ·μ_{t+1})]/(√v̂ + ε), μ_t = β₁·(1 − ½·0.96^(ψ·t))",
    source: "Dozat 2016 (ICLR workshop)",
    parameters: [.learningRate(default: 0.002)] + Adam.moments + [
      Parameter(
        "momentum_decay", .number(.nonNegative), default: .number(0.004),
        summary: "ψ, how fast the momentum grows to β₁; with 0 it is β₁/2 throughout."),
      .weightDecay(), .decay(default: .coupled),
    ])

  /// m, then v.
  public static var averages: Int { 2 }

  private let beta1, beta2, epsilon, momentumDecay: Double
  private let step: UpdateStep

  /// Reads `learning_rate`, `beta1`, `beta2`, `epsilon`, `momentum_decay`, `weight_decay` and `decay`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    beta1 = parameters.number("beta1")
    beta2 = parameters.number("beta2")
    epsilon = parameters.number("epsilon")
    momentumDecay = parameters.number("momentum_decay")
    step = UpdateStep(parameters)
  }

  /// One step, in either precision.
  public func step<Scalar: OptimizerScalar>(
    _ weights: inout MutableSpan<Scalar>, gradient: Span<Scalar>, averages: inout MutableSpan<Scalar>,
    scale: Double, progress: inout UpdateProgress
  ) {
    let (step, count) = (step.scaled(by: scale), weights.count)
    let (now, next) = (momentum(progress.updates), momentum(progress.updates + 1))
    let product = progress.multiply(0, by: now)
    let ofGradient = Scalar(step.learningRate * (1 - now) / (1 - product))
    let ofAverage = Scalar(step.learningRate * next / (1 - product * next))
    let correction = Scalar(1 / (1 - progress.multiply(1, by: beta2)))
    let (kept1, taken1) = (Scalar(beta1), Scalar(1 - beta1))
    let (kept2, taken2) = (Scalar(beta2), Scalar(1 - beta2))
    let epsilon = Scalar(epsilon)
    for i in 0..<count {
      let g = step.decayed(&weights[i], gradient[i])
      let m = kept1 * averages[i] + taken1 * g
      let v = kept2 * averages[count + i] + taken2 * (g * g)
      averages[i] = m
      averages[count + i] = v
      weights[i] -= (ofGradient * g + ofAverage * m) / ((v * correction).squareRoot() + epsilon)
    }
  }

  /// μ_t.
  private func momentum(_ update: Int) -> Double {
    beta1 * (1 - 0.5 * VectorMath.exp(momentumDecay * Double(update) * VectorMath.log(0.96)))
  }
}
