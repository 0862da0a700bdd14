import Sluice

/// The independently recurrent network: every unit sees its own state alone, through one weight.
///
/// h_t = relu(W·x_t + u∘h_{t−1} + b), so that a unit's memory is a product of its own u alone: it neither fades nor grows where
/// |u| is near 1. There are no gates.
struct IndRNN: ElementwiseCell, KindWithoutSettings {
  static let description = KindDescription(
    "ind_rnn", summary: "A recurrent network whose units see their own state alone.",
    formula: "h_t = relu(W x + u∘h_{t−1} + b)", source: "Li et al. 2018 (arXiv 1803.04831)")

  private static let candidate = CellBlock("candidate", index: 0, hidden: .ownUnit)

  let structure = CellStructure(blocks: [candidate], gates: [], candidate: candidate)

  init() {}

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func forward<Scalar: CellScalar>(_ step: CellStep<Scalar>) {
    let (z, candidate, hidden) = (step.preActivations(Self.candidate), step.candidate, step.hidden)
    for e in 0..<step.count {
      candidate[e] = z[e] < 0 ? 0 : z[e]
      hidden[e] = candidate[e]
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func backward<Scalar: CellScalar>(_ step: CellReturn<Scalar>) {
    let (candidate, carried, d) = (step.candidate, step.carried, step.hiddenGradient)
    for e in 0..<step.count {
      candidate[e] = candidate[e] == 0 ? 0 : d[e]
      carried[e] = 0
    }
  }
}
