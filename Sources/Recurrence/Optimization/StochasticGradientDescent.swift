public import Catalog

/// Stochastic gradient descent, with momentum where asked for.
///
/// velocity = μ·velocity + g; w = w − η·velocity. The velocity starts at 0 and is not damped: with μ near 1
/// the steps grow to η/(1 − μ) of a constant gradient.
public struct StochasticGradientDescent: Optimizer {
  /// The catalog entry.
  public static let description = KindDescription(
    "sgd", summary: "Stochastic gradient descent, with momentum where asked for.",
    formula: "v = μ·v + g; w = w − η·v", source: "Polyak 1964",
    parameters: [
      .learningRate(default: 0.01),
      Parameter(
        "momentum", .number(Bounds(0, 1, excludesMaximum: true)), default: .number(0), isSchedulable: true,
        summary: "μ, the part of the last step that is kept."),
    ] + Parameter.weightDecay)

  private let momentum: Double
  private let step: UpdateStep

  /// Reads `learning_rate`, `momentum`, `weight_decay` and `decay`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    momentum = parameters.number("momentum")
    step = UpdateStep(parameters)
  }

  /// Makes one update.
  public func update<Scalar: OptimizerScalar>(
    _ weights: inout [Scalar], gradient: [Scalar], scale: Double, state: inout OptimizerState<Scalar>
  ) {
    state.updates += 1
    Scalar.momentumUpdate(
      &weights, gradient: gradient, velocity: &state.first, momentum: momentum, step.scaled(by: scale))
  }
}
