public import Catalog

/// A rule that turns a gradient into a change of the parameters.
///
/// An optimizer is a value: what it remembers between updates is in an ``OptimizerState`` that the caller
/// owns. A setting that follows a schedule is therefore an optimizer made anew, used with the same state.
///
/// One generic method serves both precisions; ``Adam`` adds one for `Float` that calls a kernel:
///
/// ```swift
/// func step<Scalar: OptimizerScalar>(
///   _ weights: inout MutableSpan<Scalar>, gradient: Span<Scalar>, averages: inout MutableSpan<Scalar>,
///   scale: Double, progress: inout UpdateProgress
/// ) {
///   let step = step.scaled(by: scale)
///   for i in 0..<weights.count {
///     let g = step.decayed(&weights[i], gradient[i])
///     averages[i] = Scalar(beta) * averages[i] + g
///     weights[i] -= Scalar(step.learningRate) * averages[i]
///   }
/// }
/// ```
///
/// Results must not depend on the processor: + − × / and √ do not, nor do Sluice's own elementary functions; those of the
/// C library do.
public protocol Optimizer: Kind where Family == any Optimizer {
  /// Averages that are kept of every weight; all are 0 before the first update.
  static var averages: Int { get }

  /// Changes the weights once, in single precision.
  ///
  /// - Parameters:
  ///   - weights: the parameters, changed in place.
  ///   - gradient: ∂ℓ/∂weights, of the same count.
  ///   - averages: what earlier updates left of each weight: all first averages, then all second ones, and so on.
  ///   - scale: what the gradient is multiplied by first, ``GradientClip/scale(norm:)``; 1 for no clipping.
  ///   - progress: the number of this update, and what all weights share of earlier ones.
  func step(
    _ weights: inout MutableSpan<Float>, gradient: Span<Float>, averages: inout MutableSpan<Float>,
    scale: Double, progress: inout UpdateProgress)
  /// Changes the weights once, in double precision.
  func step(
    _ weights: inout MutableSpan<Double>, gradient: Span<Double>, averages: inout MutableSpan<Double>,
    scale: Double, progress: inout UpdateProgress)
}

extension Optimizer {
  /// The optimizer of checked settings, as the catalog gives it.
  public static func make(_ parameters: Parameters) throws(ParameterError) -> any Optimizer {
    try Self(parameters)
  }
}

extension Optimizer {
  /// Makes one update.
  ///
  /// - Parameters:
  ///   - weights: the parameters, changed in place.
  ///   - gradient: ∂ℓ/∂weights, of the same count.
  ///   - scale: what the gradient is multiplied by first; 1 for no clipping.
  ///   - state: what earlier updates left; made for an optimizer of this kind and these parameters.
  public func update<Scalar: OptimizerScalar>(
    _ weights: inout [Scalar], gradient: [Scalar], scale: Double, state: inout OptimizerState<Scalar>
  ) {
    precondition(
      gradient.count == weights.count && state.averages.count == Self.averages * weights.count,
      "the gradient or the state is not of these weights")
    // Moved out and back: a copy would cost a block of memory an update.
    var progress = UpdateProgress()
    swap(&progress, &state.progress)
    progress.updates += 1
    var weights = weights.mutableSpan
    var averages = state.averages.mutableSpan
    Scalar.step(
      self, &weights, gradient: gradient.span, averages: &averages, scale: scale, progress: &progress)
    swap(&progress, &state.progress)
  }
}
