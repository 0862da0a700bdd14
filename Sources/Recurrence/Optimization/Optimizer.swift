public import Catalog

/// A rule that turns a gradient into a change of the parameters.
///
/// An optimizer is a value: what it remembers between updates is in an ``OptimizerState`` that the caller
/// owns. A setting that follows a schedule is therefore an optimizer made anew, used with the same state.
public protocol Optimizer: Kind {
  /// Makes one update.
  ///
  /// - Parameters:
  ///   - weights: the parameters, changed in place.
  ///   - gradient: ∂ℓ/∂weights, of the same count.
  ///   - scale: what the gradient is multiplied by first, ``GradientClip/scale(norm:)``; 1 for no clipping.
  ///   - state: what earlier updates left; made for these parameters.
  func update<Scalar: OptimizerScalar>(
    _ weights: inout [Scalar], gradient: [Scalar], scale: Double, state: inout OptimizerState<Scalar>)
}
