import CKernels
public import Catalog

/// RMSProp: each parameter's step is divided by the running root mean square of its gradient.
///
/// square = α·square + (1 − α)·g²; w = w − η·g/(√square + ε). The average starts at 0 and is not corrected
/// for it, so the first steps are longer, by up to 1/√(1 − α).
public struct RMSProp: FusedOptimizer {
  /// The catalog entry.
  public static let description = KindDescription(
    "rmsprop", summary: "Steps divided by the running root mean square of each parameter's gradient.",
    formula: "s = α·s + (1 − α)·g²; w = w − η·g/(√s + ε)",
    source: "Tieleman & Hinton 2012",
    parameters: [
      .learningRate(default: 0.001),
      .kept("alpha", default: 0.9, summary: "α, the part of the mean square that is kept."),
      Parameter(
        "epsilon", .number(.positive), default: .number(1e-8), summary: "ε, added to the root mean square."),
      .weightDecay(), .decay(),
    ])

  /// The mean square.
  public static var averages: Int { 1 }

  private let alpha, epsilon: Double
  let step: UpdateStep

  /// Reads `learning_rate`, `alpha`, `epsilon`, `weight_decay` and `decay`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    alpha = parameters.number("alpha")
    epsilon = parameters.number("epsilon")
    step = UpdateStep(parameters)
  }

  /// One step, by the kernel.
  func fused(_ step: UpdateStep, _ s: UpdatePointers, _ progress: inout UpdateProgress) {
    var settings = step.kernel
    ckernels().pointee.rmsprop(
      &settings, Float(alpha), Float(1 - alpha), Float(epsilon), s.gradient, s.averages, s.weights, s.count)
  }

  /// The same in double precision.
  func formula(
    _ step: UpdateStep, _ weights: inout MutableSpan<Double>, _ gradient: Span<Double>,
    _ averages: inout MutableSpan<Double>, _ progress: inout UpdateProgress
  ) {
    for i in 0..<weights.count {
      let g = step.decayed(&weights[i], gradient[i])
      averages[i] = alpha * averages[i] + (1 - alpha) * (g * g)
      weights[i] -= (step.learningRate * g) / (averages[i].squareRoot() + epsilon)
    }
  }
}
