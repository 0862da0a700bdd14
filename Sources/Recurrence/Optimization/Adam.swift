import CKernels
public import Catalog

/// Adam: steps from running averages of the gradient and of its square, both corrected for their start at 0.
///
/// m = β₁·m + (1 − β₁)·g; v = β₂·v + (1 − β₂)·g²; w = w − η·m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ) and
/// v̂ = v/(1 − β₂ᵗ).
public struct Adam: Optimizer {
  /// The catalog entry.
  public static let description = KindDescription(
    "adam",
    summary: "Steps from running averages of the gradient and of its square, corrected for the start.",
    formula: "m = β₁·m + (1 − β₁)·g; v = β₂·v + (1 − β₂)·g²; w = w − η·m̂/(√v̂ + ε)",
    source: "Kingma & Ba 2015, 1412.6980",
    parameters: [.learningRate(default: 0.001)] + moments + [.weightDecay(), .decay()])

  /// β₁, β₂ and ε, which Adam's kin share.
  static let moments = [
    Parameter(
      "beta1", .number(Bounds(0, 1, excludesMaximum: true)), default: .number(0.9),
      summary: "β₁, the part of the average gradient that is kept."),
    Parameter(
      "beta2", .number(Bounds(0, 1, excludesMaximum: true)), default: .number(0.999),
      summary: "β₂, the part of the average square that is kept."),
    Parameter("epsilon", .number(.positive), default: .number(1e-8), summary: "ε, added to the root of v̂."),
  ]

  /// m, then v.
  public static var averages: Int { 2 }

  private let beta1: Double
  private let beta2: Double
  private let epsilon: Double
  private let step: UpdateStep

  /// Reads `learning_rate`, `beta1`, `beta2`, `epsilon`, `weight_decay` and, where the kind has it, `decay`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    beta1 = parameters.number("beta1")
    beta2 = parameters.number("beta2")
    epsilon = parameters.number("epsilon")
    step = UpdateStep(parameters)
  }

  /// One step, by the kernel.
  public func step(
    _ weights: inout MutableSpan<Float>, gradient: Span<Float>, averages: inout MutableSpan<Float>,
    scale: Double, progress: inout UpdateProgress
  ) {
    var settings = step.scaled(by: scale).kernel
    let corrections = corrections(&progress)
    var adam = ckernels_adam(
      beta1: Float(beta1), beta2: Float(beta2), one_minus_beta1: Float(1 - beta1),
      one_minus_beta2: Float(1 - beta2), epsilon: Float(epsilon), correction1: Float(corrections.first),
      correction2: Float(corrections.second))
    withPointers(&weights, gradient, &averages) { weights, gradient, first, count in
      ckernels().pointee.adam(&settings, &adam, gradient, first, first + count, weights, count)
    }
  }

  /// One step of the same formula, one weight after the other.
  public func step(
    _ weights: inout MutableSpan<Double>, gradient: Span<Double>, averages: inout MutableSpan<Double>,
    scale: Double, progress: inout UpdateProgress
  ) {
    let step = step.scaled(by: scale)
    let corrections = corrections(&progress)
    let count = weights.count
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
