public import Catalog

/// RMSProp: each parameter's step is divided by the running root mean square of its gradient.
///
/// square = α·square + (1 − α)·g²; w = w − η·g/(√square + ε). The average starts at 0 and is not corrected
/// for it, so the first steps are longer, by up to 1/√(1 − α).
public struct RMSProp: Optimizer {
  /// The catalog entry.
  public static let description = KindDescription(
    "rmsprop", summary: "Steps divided by the running root mean square of each parameter's gradient.",
    formula: "s = α·s + (1 − α)·g²; w = w − η·g/(√s + ε)", source: "Tieleman & Hinton 2012",
    parameters: [
      .learningRate(default: 0.001),
      Parameter(
        "alpha", .number(Bounds(0, 1, excludesMaximum: true)), default: .number(0.9),
        summary: "α, the part of the mean square that is kept."),
      Parameter(
        "epsilon", .number(.positive), default: .number(1e-8), summary: "ε, added to the root mean square."),
    ] + Parameter.weightDecay)

  private let alpha: Double
  private let epsilon: Double
  private let step: UpdateStep

  /// Reads `learning_rate`, `alpha`, `epsilon`, `weight_decay` and `decay`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    alpha = parameters.number("alpha")
    epsilon = parameters.number("epsilon")
    step = UpdateStep(parameters)
  }

  /// Makes one update.
  public func update<Scalar: OptimizerScalar>(
    _ weights: inout [Scalar], gradient: [Scalar], scale: Double, state: inout OptimizerState<Scalar>
  ) {
    state.updates += 1
    Scalar.rootMeanSquareUpdate(
      &weights, gradient: gradient, square: &state.second, alpha: alpha, epsilon: epsilon,
      step.scaled(by: scale))
  }
}
