/// A state that is a mixture of the old one and a candidate: the step of most gated cells.
///
///     n = tanh(a + r ∘ b)                 a, b pre-activations; without a reset gate n = tanh(a), or a where linear
///     w = 1 − g, or g where an open gate writes; 1 without a gate
///     h_t = (1 − w) ∘ h_{t−1} + m_w ∘ (w ∘ n)
///
/// and back, with δ = ∂ℓ/∂h_t and s the gates' slopes,
///
///     δn = m_w ∘ δ ∘ w,  δa = δn ∘ (1 − n²),  δb = δa ∘ r,  δz_r = δa ∘ b ∘ s_r
///     δz_g = ±(δ ∘ h_{t−1} − m_w ∘ δ ∘ n) ∘ s_g,  ∂ℓ/∂h_{t−1} = δ ∘ (1 − w) + …
///
/// One gate may mix and reset; what comes back through both adds up.
public struct Mixture: Sendable {
  /// The gate that mixes; `nil` where the candidate is the new state.
  public let gate: CellGate?
  /// Whether an open gate writes; otherwise it keeps.
  public let writes: Bool
  /// The gate that resets.
  public let reset: CellGate?
  /// a.
  public let candidate: CellBlock
  /// b, the part of the candidate that is reset: the first of the structure's extra blocks.
  public let recurrent: CellBlock?
  /// Whether n is a itself.
  public let isLinear: Bool

  /// A mixture; a reset gate and what it resets come together.
  public init(
    _ gate: CellGate?, writes: Bool = false, candidate: CellBlock,
    reset: (gate: CellGate, block: CellBlock)? = nil, isLinear: Bool = false
  ) {
    self.gate = gate
    self.writes = writes
    self.candidate = candidate
    self.reset = reset?.gate
    recurrent = reset?.block
    self.isLinear = isLinear
  }
}

/// A cell whose step is a ``Mixture``.
public protocol MixingCell: ElementwiseCell {
  /// The mixture.
  var mixture: Mixture { get }
}

extension MixingCell {
  /// The mixture forward.
  public func forward<Scalar: CellScalar>(_ step: CellStep<Scalar>) { Scalar.mix(mixture, step) }
  /// The mixture back.
  public func backward<Scalar: CellScalar>(_ step: CellReturn<Scalar>) { Scalar.mixBackward(mixture, step) }
  /// What is written is w ∘ n.
  public var hasWrites: Bool { true }
}
