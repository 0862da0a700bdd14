import CKernels
public import Catalog

/// Stochastic gradient descent, with momentum where asked for.
///
/// velocity = μ·velocity + g; w = w − η·velocity. The velocity starts at 0 and is not damped: with μ near 1
/// the steps grow to η/(1 − μ) of a constant gradient.
public struct StochasticGradientDescent: FusedOptimizer {
  /// The catalog entry.
  public static let description = KindDescription(
    "sgd", summary: "Stochastic gradient descent, with momentum where asked for.",
    formula: "v = μ·v + g; w = w − η·v",
    source: "Polyak 1964",
    parameters: [
      .learningRate(default: 0.01),
      .kept(
        "momentum", default: 0, isSchedulable: true, summary: "μ, the part of the last step that is kept."),
      .weightDecay(), .decay(),
    ])

  /// The velocity.
  public static var averages: Int { 1 }

  private let momentum: Double
  let step: UpdateStep

  /// Reads `learning_rate`, `momentum`, `weight_decay` and `decay`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    momentum = parameters.number("momentum")
    step = UpdateStep(parameters)
  }

  /// One step, by the kernel.
  func fused(_ step: UpdateStep, _ s: UpdatePointers, _ progress: inout UpdateProgress) {
    var settings = step.kernel
    ckernels().pointee.sgd(&settings, Float(momentum), s.gradient, s.averages, s.weights, s.count)
  }

  /// The same in double precision.
  func formula(
    _ step: UpdateStep, _ weights: inout MutableSpan<Double>, _ gradient: Span<Double>,
    _ averages: inout MutableSpan<Double>, _ progress: inout UpdateProgress
  ) {
    for i in 0..<weights.count {
      let g = step.decayed(&weights[i], gradient[i])
      averages[i] = momentum * averages[i] + g
      weights[i] -= step.learningRate * averages[i]
    }
  }
}
