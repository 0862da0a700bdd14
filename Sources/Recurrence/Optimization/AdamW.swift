public import Catalog

/// Adam with decoupled weight decay, on by default.
///
/// w = w − η·λ·w, then Adam's step from the gradient alone: the pull to 0 does not pass through the averages, so that it is
/// as strong for weights with large gradients as for others. λ is multiplied by the learning rate, as in PyTorch, and
/// follows its schedule.
///
/// - Source: Loshchilov and Hutter 2019 (arXiv 1711.05101).
public struct AdamW: Optimizer {
  /// The catalog entry.
  public static let description = KindDescription(
    "adamw", summary: "Adam with decoupled weight decay, on by default.",
    formula: "w = w − η·λ·w; m = β₁·m + (1 − β₁)·g; v = β₂·v + (1 − β₂)·g²; w = w − η·m̂/(√v̂ + ε)",
    source: "Loshchilov and Hutter 2019 (arXiv 1711.05101)",
    parameters: [.learningRate(default: 0.001)] + Adam.moments + [.weightDecay(default: 0.01)])

  /// Adam's.
  public static var averages: Int { Adam.averages }

  private let adam: Adam

  /// Reads `learning_rate`, `beta1`, `beta2`, `epsilon` and `weight_decay`.
  public init(_ parameters: Parameters) throws(ParameterError) { adam = try Adam(parameters) }

  /// One step, by Adam's kernel.
  public func step(
    _ weights: inout MutableSpan<Float>, gradient: Span<Float>, averages: inout MutableSpan<Float>,
    scale: Double, progress: inout UpdateProgress
  ) {
    adam.step(&weights, gradient: gradient, averages: &averages, scale: scale, progress: &progress)
  }

  /// One step in double precision.
  public func step(
    _ weights: inout MutableSpan<Double>, gradient: Span<Double>, averages: inout MutableSpan<Double>,
    scale: Double, progress: inout UpdateProgress
  ) {
    adam.step(&weights, gradient: gradient, averages: &averages, scale: scale, progress: &progress)
  }
}
