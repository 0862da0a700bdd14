/// One step of a cell forward: slices [B, n] of some of a batch's sequences, unit after unit.
public struct CellStep<Scalar: CellScalar> {
  /// Values in a slice.
  public let count: Int
  /// h_{t−1}.
  public let previous: UnsafePointer<Scalar>
  /// To be filled: h_t, before noise on states has a say.
  public let hidden: UnsafeMutablePointer<Scalar>
  /// To be filled: the candidate for the new state, which tables show.
  public let candidate: UnsafeMutablePointer<Scalar>
  /// Factors of the noise on what is written; `nil` where there is none.
  public let writeFactors: UnsafePointer<Scalar>?
  let preActivations: CellSlices<Scalar>
  let gates: CellSlices<Scalar>
  let kept: CellSlices<Scalar>

  /// z of a block; to be filled where the block has no parameters.
  @inline(__always)
  public func preActivations(_ block: CellBlock) -> UnsafeMutablePointer<Scalar> {
    preActivations[block.index]
  }

  /// A gate's values.
  @inline(__always)
  public func values(_ gate: CellGate) -> UnsafePointer<Scalar> { UnsafePointer(gates[gate.index]) }

  /// To be filled: what the way back needs, the slices of ``CellStructure/kept``.
  @inline(__always)
  public func kept(_ index: Int) -> UnsafeMutablePointer<Scalar> { kept[index] }
}

/// One step of a cell back: slices [B, n] of some of a batch's sequences, unit after unit.
public struct CellReturn<Scalar: CellScalar> {
  /// Values in a slice.
  public let count: Int
  /// ∂ℓ/∂h_t.
  public let hiddenGradient: UnsafePointer<Scalar>
  /// To be filled: what of ∂ℓ/∂h_{t−1} does not come through pre-activations.
  public let carried: UnsafeMutablePointer<Scalar>
  /// h_{t−1}.
  public let previous: UnsafePointer<Scalar>
  /// h_t, as the step left it where no noise on states changed it.
  public let hidden: UnsafePointer<Scalar>
  /// The candidate. The place of ∂ℓ/∂z of its block: a value is read before it is written.
  public let candidate: UnsafeMutablePointer<Scalar>
  /// Factors of the noise on what is written; `nil` where there is none.
  public let writeFactors: UnsafePointer<Scalar>?
  let gates: CellSlices<Scalar>
  let slopes: CellSlices<Scalar>
  let kept: CellSlices<Scalar>

  /// A gate's values.
  @inline(__always)
  public func values(_ gate: CellGate) -> UnsafePointer<Scalar> { UnsafePointer(gates[gate.index]) }

  /// A gate's slope, in whose place ∂ℓ/∂z of its block is to be written: ∂ℓ/∂(gate) × slope.
  @inline(__always)
  public func slopes(_ gate: CellGate) -> UnsafeMutablePointer<Scalar> { slopes[gate.index] }

  /// What the step kept. The place of ∂ℓ/∂z of an extra block.
  @inline(__always)
  public func kept(_ index: Int) -> UnsafeMutablePointer<Scalar> { kept[index] }
}

/// The slices of a few quantities.
struct CellSlices<Scalar: CellScalar> {
  private var slices: InlineArray<4, UnsafeMutablePointer<Scalar>>

  /// The slices 0..<count; the places above are never looked at.
  @inline(__always)
  init(_ count: Int, _ slice: (Int) -> UnsafeMutablePointer<Scalar>, anywhere: UnsafeMutablePointer<Scalar>) {
    slices = InlineArray { $0 < count ? slice($0) : anywhere }
  }

  @inline(__always)
  subscript(index: Int) -> UnsafeMutablePointer<Scalar> { slices[index] }
}
