/// A cell whose step, once pre-activations and gates are known, is arithmetic of each unit by itself.
///
/// Its memory is its hidden state. The engines do the rest: the products of the blocks, the draws and policies of the gates,
/// noise on states, sequences that have ended, and the sums of weight gradients. What a cell adds are two functions of slices
/// [B, n], written once for both precisions:
///
/// ```swift
/// @specialized(where Scalar == Float)
/// @specialized(where Scalar == Double)
/// func forward<Scalar: CellScalar>(_ step: CellStep<Scalar>) {
///   let (z, h) = (step.preActivations(Self.candidate), step.hidden)
///   for e in 0..<step.count { h[e] = z[e] < 0 ? 0 : z[e] }
/// }
/// ```
///
/// Without `@specialized` the same function runs some hundred times slower. Results must not depend on the processor: + − × /
/// and √ do not, nor do the functions of `VectorMath`. NaN must stay NaN, so that a diverged run shows: above, z is compared so that
/// it comes through.
public protocol ElementwiseCell: RecurrentCell {
  /// Fills the pre-activations of blocks without parameters, before gates are read. By default there are none.
  func derive<Scalar: CellScalar>(_ step: CellStep<Scalar>)

  /// Fills ``CellStep/candidate`` and ``CellStep/hidden``, and what the way back needs.
  func forward<Scalar: CellScalar>(_ step: CellStep<Scalar>)

  /// From ∂ℓ/∂h_t to ∂ℓ/∂z of all blocks that have parameters or a gate, and to ``CellReturn/carried``.
  func backward<Scalar: CellScalar>(_ step: CellReturn<Scalar>)

  /// From ∂ℓ/∂z of blocks without parameters to those of the blocks that they were computed from. By default there are none.
  func deriveBackward<Scalar: CellScalar>(_ step: CellReturn<Scalar>)
}

extension ElementwiseCell {
  /// Nothing is computed from other blocks.
  public func derive<Scalar: CellScalar>(_ step: CellStep<Scalar>) {}
  /// Nothing was.
  public func deriveBackward<Scalar: CellScalar>(_ step: CellReturn<Scalar>) {}
  /// No: a cell that honors ``CellStep/writeFactors`` says otherwise.
  public var hasWrites: Bool { false }
}
