import RandomStreams
import Recurrence

/// One layer's step of the second implementation, with every variant, peepholes and noise on states.
struct DualCell {
  /// What a layer takes from step to step.
  struct Memory {
    var hidden: [Dual]
    var cell: [Dual]
    /// i, f, o, [3n].
    var gates: [Dual]
  }

  let network: NetworkCase
  let weights: [[Dual]]
  let bias: [Dual]
  let peepholes: [Dual]
  let gateWeights: [[Dual]]

  /// A step; `draw` gives a channel's draw for a unit, of this step or of the first.
  func step(_ x: [Dual], _ before: Memory, draw: (NoiseChannel, Int, Bool) -> Double) -> Memory {
    let (n, laws, variant) = (before.cell.count, network.laws, network.variant)
    func masks(_ unit: Int) -> UnitMasks {
      network.stateNoise.masks({ draw($0, unit, false) }, first: { draw($0, unit, true) })
    }
    let seenInput = x.indices.map { x[$0] * Dual(masks($0).input) }
    let seen = seenInput + before.hidden.indices.map { before.hidden[$0] * Dual(masks($0).hidden) }
    var after = before
    for unit in 0..<n {
      let masks = masks(unit)
      func z(_ block: Int, gate: Int? = nil, sees cell: Dual = Dual(0)) -> Dual {
        var z = Dual.dot(weights[block * n + unit], seen) + bias[block * n + unit]
        guard let gate else { return z }
        if !gateWeights.isEmpty { z = z + Dual.dot(gateWeights[gate * n + unit], before.gates) }
        if !peepholes.isEmpty { z = z + peepholes[gate * n + unit] * cell }
        return z
      }
      let old = before.cell[unit]
      let i =
        variant == .nig
        ? Dual(1)
        : laws.input(
          z(0, gate: 0, sees: old), uniform: draw(.input, unit, false), identity: laws.identity)
      let f = laws.forget(
        z(1, gate: 1, sees: old), uniform: draw(.forget, unit, false), identity: laws.identity)
      let kept: Dual =
        switch variant {
        case .nfg: Dual(1)
        case .cifg: Dual(1) - i
        default: network.convention == .keep ? f : Dual(1) - f
        }
      let g = variant == .niaf ? z(2) : z(2).hyperbolicTangent
      let new = Dual(masks.cell) * (kept * old + Dual(masks.write) * (i * g))
      let o =
        variant == .nog
        ? Dual(1)
        : laws.output(
          z(3, gate: 2, sees: new), uniform: draw(.output, unit, false), identity: laws.identity)
      after.cell[unit] = masks.holdsCell ? old : new
      let shown = variant == .noaf ? new : new.hyperbolicTangent
      after.hidden[unit] = masks.holdsHidden ? before.hidden[unit] : o * shown
      (after.gates[unit], after.gates[n + unit], after.gates[2 * n + unit]) = (i, f, o)
    }
    return after
  }
}
