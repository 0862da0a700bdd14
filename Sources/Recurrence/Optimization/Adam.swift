import CKernels
public import Catalog

/// Adam: steps from running averages of the gradient and of its square, both corrected for their start at 0.
///
/// m = β₁·m + (1 − β₁)·g; v = β₂·v + (1 − β₂)·g²; w = w − η·m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ) and
/// v̂ = v/(1 − β₂ᵗ).
public struct Adam: FusedOptimizer {
  /// The catalog entry.
  public static let description = KindDescription(
    "adam",
    summary: "Steps from running averages of the gradient and of its square, corrected for the start.",
    formula: "m = β₁·m + (1 − β₁)·g; v = β₂·v + (1 − β₂)·g²; w = w − η·m̂/(√v̂ + ε)",
    source: "Kingma & Ba 2015, 1412.6980",
    parameters: [.learningRate(default: 0.001)] + moments + [.weightDecay(), .decay()])

  /// β₁, β₂ and ε, which Adam's kin share.
  static let moments = [
    .kept("beta1", default: 0.9, summary: "β₁, the part of the average gradient that is kept."),
    .kept("beta2", default: 0.999, summary: "β₂, the part of the average square that is kept."),
    Parameter("epsilon", .number(.positive), default: .number(1e-8), summary: "ε, added to the root of v̂."),
  ]

  /// m, then v.
  public static var averages: Int { 2 }

  private let beta1, beta2, epsilon: Double
  let step: UpdateStep

  /// Reads `learning_rate`, `beta1`, `beta2`, `epsilon`, `weight_decay` and, where the kind has it, `decay`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    beta1 = parameters.number("beta1")
    beta2 = parameters.number("beta2")
    epsilon = parameters.number("epsilon")
    step = UpdateStep(parameters)
  }

  /// One step, by the kernel.
  func fused(_ step: UpdateStep, _ s: UpdatePointers, _ progress: inout UpdateProgress) {
    let corrections = corrections(&progress)
    var settings = step.kernel
    var adam = ckernels_adam(
      beta1: Float(beta1), beta2: Float(beta2), one_minus_beta1: Float(1 - beta1),
      one_minus_beta2: Float(1 - beta2), epsilon: Float(epsilon), correction1: Float(corrections.first),
      correction2: Float(corrections.second))
    ckernels().pointee.adam(
      &settings, &adam, s.gradient, s.averages, s.averages + s.count, s.weights, s.count)
  }

  /// The same in double precision.
  func formula(
    _ step: UpdateStep, _ weights: inout MutableSpan<Double>, _ gradient: Span<Double>,
    _ averages: inout MutableSpan<Double>, _ progress: inout UpdateProgress
  ) {
    let (corrections, count) = (corrections(&progress), weights.count)
    for i in 0..<count {
      let g = step.decayed(&weights[i], gradient[i])
      averages[i] = beta1 * averages[i] + (1 - beta1) * g
      averages[count + i] = beta2 * averages[count + i] + (1 - beta2) * (g * g)
      weights[i] -=
        (step.learningRate * (averages[i] * corrections.first))
        / ((averages[count + i] * corrections.second).squareRoot() + epsilon)
    }
  }

  /// 1/(1 − β₁ᵗ) and 1/(1 − β₂ᵗ).
  private func corrections(_ progress: inout UpdateProgress) -> (first: Double, second: Double) {
    (1 / (1 - progress.multiply(0, by: beta1)), 1 / (1 - progress.multiply(1, by: beta2)))
  }
}
