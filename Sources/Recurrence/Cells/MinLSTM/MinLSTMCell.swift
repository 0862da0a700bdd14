public import Catalog
import Gating

/// The minimal LSTM: forget and input gate see the input alone and are normalized to a sum of 1 before anything is drawn.
///
///     h_t = (1 − g) ∘ h_{t−1} + g ∘ (W x + b),  g of z = softplus(−z_f) − softplus(−z_i)
///
/// for which σ(z) = σ(z_i)/(σ(z_f) + σ(z_i)) exactly. To draw both gates first and normalize then would be another cell: at
/// (0, 0) it divides by 0.
public struct MinLSTMCell: MixingCell, KindWithoutSettings {
  /// The catalog entry.
  public static let description = KindDescription(
    "min_lstm",
    summary: "An LSTM without cell whose gates see the input alone and are normalized, then drawn as one.",
    formula:
      "h_t = (1 − g)∘h_{t−1} + g∘(W x + b); gate update g of z = softplus(−z_f) − softplus(−z_i), σ(z) = σ(z_i)/(σ(z_f) + σ(z_i))",
    source: "Feng et al. 2024 (arXiv 2410.01201)")

  private static let forget = CellBlock("forget", index: 0, hidden: .nothing)
  private static let input = CellBlock("input", index: 1, hidden: .nothing)
  private static let candidate = CellBlock("candidate", index: 2, hidden: .nothing)
  private static let update = CellGate(
    "update", index: 0, block: CellBlock("update", index: 3, seesInput: false, hidden: .nothing),
    sources: [forget, input])

  private static let parts = (
    structure: CellStructure(
      blocks: [forget, input, candidate, update.block], gates: [update], candidate: candidate,
      retention: .init(
        update, keeps: false, bias: forget, isBiasNegated: false, writingBias: input,
        isMixture: true)),
    mixture: Mixture(update, writes: true, candidate: candidate, isLinear: true)
  )

  /// Blocks z_f, z_i and the candidate, and z of the one gate.
  public var structure: CellStructure { Self.parts.structure }
  /// The gate writes.
  public var mixture: Mixture { Self.parts.mixture }

  /// The cell.
  public init() {}

  /// z = softplus(−z_f) − softplus(−z_i), with its derivatives −σ(−z_f) and σ(−z_i) beside it.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func derive<Scalar: CellScalar>(_ step: CellStep<Scalar>) {
    let (f, i, z) = (
      step.preActivations(Self.forget), step.preActivations(Self.input),
      step.preActivations(Self.update.block)
    )
    let (forgetting, writing) = (step.kept(0), step.kept(1))
    for e in 0..<step.count {
      forgetting[e] = -f[e]
      writing[e] = -i[e]
    }
    Scalar.values(of: .softplus, at: forgetting, into: z, count: step.count)
    // The candidate's place is filled only afterwards.
    Scalar.values(of: .softplus, at: writing, into: step.candidate, count: step.count)
    for e in 0..<step.count { z[e] -= step.candidate[e] }
    Scalar.values(of: .sigmoid, at: forgetting, into: forgetting, count: step.count)
    Scalar.values(of: .sigmoid, at: writing, into: writing, count: step.count)
  }

  /// ∂ℓ/∂z_f = −σ(−z_f)·∂ℓ/∂z and ∂ℓ/∂z_i = σ(−z_i)·∂ℓ/∂z.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func deriveBackward<Scalar: CellScalar>(_ step: CellReturn<Scalar>) {
    let (d, forgetting, writing) = (step.slopes(Self.update), step.kept(0), step.kept(1))
    for e in 0..<step.count {
      forgetting[e] = -forgetting[e] * d[e]
      writing[e] *= d[e]
    }
  }
}
