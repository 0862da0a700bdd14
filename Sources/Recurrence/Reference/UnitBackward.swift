/// The units' step backward in an LSTM: from ∂ℓ/∂h_t and ∂ℓ/∂c_t to ∂ℓ/∂z and ∂ℓ/∂c_{t−1}.
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
    var input = 0.0
    var forget = 0.0
    var candidate = 0.0
    var output = 0.0
    /// ∂ℓ/∂c_{t−1}.
    var cell = 0.0
    /// All of ∂ℓ/∂c_t.
    var total = 0.0
  }

  private let step: ReferenceStep
  private let input: GateBackward
  private let forget: GateBackward
  private let output: GateBackward
  private let candidate: [Double]
  private let candidateSlopes: [Double]
  private let squashesCell: Bool
  private let isCoupled: Bool
  private let convention: ForgetConvention

  /// A step's way back.
  ///
  /// - Parameters:
  ///   - step: what the way forward left.
  ///   - configuration: the network.
  ///   - later: what comes to i, f, o from the step after, [B, 3n]; empty unless gates see gates.
  ///   - peepholes: p of i, f, o, [3n]; empty where there are none.
  init(_ step: ReferenceStep, _ configuration: NetworkConfiguration, later: [Double], peepholes: [Double]) {
    self.step = step
    func gate(_ gate: CellGate) -> GateBackward {
      GateBackward(step, gate, later: later, peepholes: peepholes, hidden: configuration.hidden)
    }
    (input, forget, output) = (gate(.input), gate(.forget), gate(.output))
    (candidate, candidateSlopes) = (step.values[.candidate], step.slopes[.candidate])
    squashesCell = configuration.variant.squashesCell
    isCoupled = configuration.variant.origin(of: .forget) == .inputGate
    convention = configuration.forgetConvention
  }

  /// The gradients of a unit of a sequence, at place `e` of a slice.
  func callAsFunction(_ e: Int, hidden: Double, cell: Double) -> Gradients {
    var result = Gradients()
    let (holdsHidden, holdsCell) = (step.masks.holds(.zoneoutHidden, e), step.masks.holds(.zoneoutCell, e))
    let dh = holdsHidden ? 0 : hidden
    let shown = step.shownCell[e]
    result.output = output.back(e, dh * shown)
    var dc = dh * output.values[e]
    if squashesCell { dc *= 1 - shown * shown }
    if !holdsCell { dc += cell }
    if let weight = output.peephole(e) { dc += weight * result.output }
    result.total = holdsCell ? cell : dc

    dc = step.masks.factor(.cell, e) * dc
    let written = step.masks.factor(.write, e) * dc
    let forgotten = dc * step.previousCell[e]
    result.input = input.back(e, isCoupled ? written * candidate[e] - forgotten : written * candidate[e])
    result.forget = forget.back(e, forgotten * convention.retentionSlope)
    result.candidate = (written * input.values[e]) * candidateSlopes[e]

    result.cell = dc * convention.retained(forget.values[e])
    if let weight = input.peephole(e) { result.cell += weight * result.input }
    if let weight = forget.peephole(e) { result.cell += weight * result.forget }
    if holdsCell { result.cell += cell }
    return result
  }
}

/// One gate's part of a step backward.
private struct GateBackward {
  let values: [Double]
  private let slopes: [Double]
  private let injected: [Double]
  private let later: [Double]
  private let peepholes: [Double]
  private let index: Int
  private let hidden: Int

  init(_ step: ReferenceStep, _ gate: CellGate, later: [Double], peepholes: [Double], hidden: Int) {
    (values, slopes, injected) = (step.values[gate.block], step.slopes[gate.block], step.injected[gate.block])
    (self.later, self.peepholes, self.hidden) = (later, peepholes, hidden)
    index = gate.index
  }

  /// ∂ℓ/∂z from ∂ℓ/∂(gate) within the step; 0 for a gate without a policy.
  func back(_ e: Int, _ gradient: Double) -> Double {
    guard !slopes.isEmpty else { return 0 }
    let all = later.isEmpty ? gradient : gradient + later[(3 * (e / hidden) + index) * hidden + e % hidden]
    let passed = all * slopes[e]
    return injected.isEmpty ? passed : passed + injected[e]
  }

  /// The weight with which the unit's gate sees the cell.
  func peephole(_ e: Int) -> Double? {
    peepholes.isEmpty ? nil : peepholes[index * hidden + e % hidden]
  }
}
