public import Catalog

/// Adam: steps from running averages of the gradient and of its square, both corrected for their start at 0.
///
/// m = β₁·m + (1 − β₁)·g; v = β₂·v + (1 − β₂)·g²; w = w − η·m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ) and
/// v̂ = v/(1 − β₂ᵗ). Decoupled weight decay makes it AdamW.
public struct Adam: Optimizer {
  /// The catalog entry.
  public static let description = KindDescription(
    "adam",
    summary: "Steps from running averages of the gradient and of its square, corrected for the start.",
    formula: "m = β₁·m + (1 − β₁)·g; v = β₂·v + (1 − β₂)·g²; w = w − η·m̂/(√v̂ + ε)",
    source: "Kingma & Ba 2015, 1412.6980",
    parameters: [
      .learningRate(default: 0.001),
      Parameter(
        "beta1", .number(Bounds(0, 1, excludesMaximum: true)), default: .number(0.9),
        summary: "β₁, the part of the average gradient that is kept."),
      Parameter(
        "beta2", .number(Bounds(0, 1, excludesMaximum: true)), default: .number(0.999),
        summary: "β₂, the part of the average square that is kept."),
      Parameter("epsilon", .number(.positive), default: .number(1e-8), summary: "ε, added to the root of v̂."),
    ] + Parameter.weightDecay)

  private let beta1: Double
  private let beta2: Double
  private let epsilon: Double
  private let step: UpdateStep

  /// Reads `learning_rate`, `beta1`, `beta2`, `epsilon`, `weight_decay` and `decay`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    beta1 = parameters.number("beta1")
    beta2 = parameters.number("beta2")
    epsilon = parameters.number("epsilon")
    step = UpdateStep(parameters)
  }

  /// Makes one update.
  public func update<Scalar: OptimizerScalar>(
    _ weights: inout [Scalar], gradient: [Scalar], scale: Double, state: inout OptimizerState<Scalar>
  ) {
    state.updates += 1
    state.decay = (state.decay.first * beta1, state.decay.second * beta2)
    let adam = AdamStep(
      beta1: beta1, beta2: beta2, epsilon: epsilon, correction1: 1 / (1 - state.decay.first),
      correction2: 1 / (1 - state.decay.second))
    Scalar.adamUpdate(
      &weights, gradient: gradient, first: &state.first, second: &state.second, adam, step.scaled(by: scale))
  }
}
