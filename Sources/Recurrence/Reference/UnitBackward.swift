/// One unit's step backward: from ∂ℓ/∂h_t and ∂ℓ/∂c_t to ∂ℓ/∂z and ∂ℓ/∂c_{t−1}.
///
///     δĥ = δh_t, δĉ = δc_t                      0 where the unit held its state, which then passes to t − 1
///     δz_o = δĥ·tanh(ĉ)·s_o
///     δĉ  += δĥ·o·(1 − tanh²(ĉ)) + p_o·δz_o
///     δ    = m_c·δĉ
///     δz_g = δ·m_w·i·(1 − g²),  δz_i = δ·m_w·g·s_i,  δz_f = δ·c_{t−1}·s_f, negative under `erase`
///     δc_{t−1} = δ·r + p_i·δz_i + p_f·δz_f
///
/// s is the slope that the policy or its backward rule left. Each gate's δ also has what the gates of the next step saw of
/// it, each δz what was injected. A coupled forget gate sends −δ·c_{t−1} to the input gate.
struct UnitBackward {
  /// ∂ℓ/∂z and what goes on through the cell.
  struct Gradients {
    var preActivations = BlockValues(repeating: 0.0)
    /// ∂ℓ/∂c_{t−1}.
    var cell = 0.0
    /// All of ∂ℓ/∂c_t.
    var total = 0.0
  }

  let step: ReferenceStep
  let configuration: NetworkConfiguration

  /// The gradients of the unit at place `e`; `later` is what comes to a gate from the next step, `peephole` its weight.
  func callAsFunction(
    _ e: Int, hidden: Double, cell: Double, later: (CellGate) -> Double?, peephole: (CellGate) -> Double?
  ) -> Gradients {
    var result = Gradients()
    let value = { (block: CellBlock) in step.values[block][e] }
    func pass(_ gate: CellGate, _ gradient: Double) {
      let all = later(gate).map { gradient + $0 } ?? gradient
      result.preActivations[gate.block] = throughGate(gate, e, all)
    }
    let (holdsHidden, holdsCell) = (step.masks.holds(.zoneoutHidden, e), step.masks.holds(.zoneoutCell, e))
    let dh = holdsHidden ? 0 : hidden
    let shown = step.shownCell[e]
    pass(.output, dh * shown)
    var dc = dh * value(.output)
    if configuration.variant.squashesCell { dc *= 1 - shown * shown }
    if !holdsCell { dc += cell }
    if let weight = peephole(.output) { dc += weight * result.preActivations[.output] }
    result.total = holdsCell ? cell : dc

    dc = step.masks.factor(.cell, e) * dc
    let written = step.masks.factor(.write, e) * dc
    let forgotten = dc * step.previousCell[e]
    let isCoupled = configuration.variant.origin(of: .forget) == .inputGate
    pass(.input, isCoupled ? written * value(.candidate) - forgotten : written * value(.candidate))
    pass(.forget, forgotten * configuration.forgetConvention.retentionSlope)
    result.preActivations[.candidate] = (written * value(.input)) * step.slopes[.candidate][e]

    result.cell = dc * configuration.forgetConvention.retained(value(.forget))
    for gate in [CellGate.input, .forget] {
      if let weight = peephole(gate) { result.cell += weight * result.preActivations[gate.block] }
    }
    if holdsCell { result.cell += cell }
    return result
  }

  /// ∂ℓ/∂z of a gate from ∂ℓ/∂(gate); 0 for a gate without a policy.
  private func throughGate(_ gate: CellGate, _ e: Int, _ gradient: Double) -> Double {
    guard !step.slopes[gate.block].isEmpty else { return 0 }
    let injected = step.injected[gate.block]
    let passed = gradient * step.slopes[gate.block][e]
    return injected.isEmpty ? passed : passed + injected[e]
  }
}
