import Gating

/// The first two moments of a policy's gate by the midpoint rule over its draws: an average that owes nothing to luck.
///
/// Each moment of a law that is monotone in its draws and whose values span at most 1 is found to 1/(2·strata) a draw.
struct StratifiedDraws {
  /// Midpoints in each draw.
  let strata: Int
  /// How far a moment may be off.
  let bound: Double
  private let policy: any GatePolicy

  init(_ policy: any GatePolicy) {
    self.policy = policy
    strata = [1, 20_000, 200][policy.drawsPerUnit]
    bound = Double(policy.drawsPerUnit) / 2 / Double(strata)
  }

  /// E[g | z] and E[g² | z].
  func moments(at z: Double) -> (first: Double, second: Double) {
    let lattice = (0..<strata).map { (Double($0) + 0.5) / Double(strata) }
    let seconds = policy.drawsPerUnit == 2 ? lattice : [0.5]
    var (sum, squares) = (0.0, 0.0)
    for second in seconds {
      let u = policy.drawsPerUnit == 0 ? [] : lattice
      let all = policy.drawsPerUnit == 2 ? u + u.map { _ in second } : u
      for gate in Double.sample(policy, .init(repeating: z, count: strata), all).gates {
        sum += gate
        squares += gate * gate
      }
    }
    let count = Double(strata * seconds.count)
    return (sum / count, squares / count)
  }
}
