import CKernels
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
      .weightDecay(), .decay(),
    ])

  /// The velocity.
  public static var averages: Int { 1 }

  private let momentum: Double
  private let step: UpdateStep

  /// Reads `learning_rate`, `momentum`, `weight_decay` and `decay`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    momentum = parameters.number("momentum")
    step = UpdateStep(parameters)
  }

  /// One step, by the kernel.
  public func step(
    _ weights: inout MutableSpan<Float>, gradient: Span<Float>, averages: inout MutableSpan<Float>,
    scale: Double, progress: inout UpdateProgress
  ) {
    var settings = step.scaled(by: scale).kernel
    withPointers(&weights, gradient, &averages) { weights, gradient, velocity, count in
      ckernels().pointee.sgd(&settings, Float(momentum), gradient, velocity, weights, count)
    }
  }

  /// One step of the same formula, one weight after the other.
  public func step(
    _ weights: inout MutableSpan<Double>, gradient: Span<Double>, averages: inout MutableSpan<Double>,
    scale: Double, progress: inout UpdateProgress
  ) {
    let step = step.scaled(by: scale)
    for i in 0..<weights.count {
      let g = step.decayed(&weights[i], gradient[i])
      averages[i] = momentum * averages[i] + g
      weights[i] -= step.learningRate * averages[i]
    }
  }
}
