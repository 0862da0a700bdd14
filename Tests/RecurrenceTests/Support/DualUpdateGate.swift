import Catalog
import Recurrence

/// The update gate of one layer and sequence, written a second time: u is the choice, with the derivative of p.
struct DualUpdateGate {
  private let skip: SkipKind
  private let hasCell: Bool
  private let weights: [Dual]
  private let bias: Dual
  /// p_t, as p_0 at first.
  private var probability = Dual(1)
  /// Σ u_t so far.
  private(set) var taken = Dual(0)

  /// A gate; `take` gives the next rows × columns of the flat vector.
  init(_ skip: SkipKind, hasCell: Bool, _ take: (Int, Int) -> [[Dual]]) {
    self.skip = skip
    self.hasCell = hasCell
    let isLearned = ["threshold", "bernoulli"].contains(skip.kind)
    weights = isLearned ? take(1, 3)[0] : []
    bias = isLearned ? take(1, 1)[0][0] : Dual(0)
  }

  /// u·new + (1 − u)·old.
  mutating func choose(_ new: DualCell.Memory, over old: DualCell.Memory, uniform: Double) -> DualCell.Memory
  {
    let takes =
      switch skip.kind {
      case "none": true
      case "random": uniform < 1 - skip.parameters.number("rate")
      case "threshold": probability.value >= 0.5
      default: uniform < probability.value
      }
    guard !weights.isEmpty else {
      taken = taken + Dual(takes ? 1 : 0)
      return takes ? new : old
    }
    let u = Dual(takes ? 1 : 0, slope: probability.slope)
    func mixed(_ new: [Dual], _ old: [Dual]) -> [Dual] {
      zip(new, old).map { u * $0 + (Dual(1) - u) * $1 }
    }
    var memory = new
    memory.hidden = mixed(new.hidden, old.hidden)
    memory.cell = mixed(new.cell, old.cell)
    taken = taken + u
    let z = Dual.dot(weights, hasCell ? memory.cell : memory.hidden) + bias
    let change = Dual(1) / (Dual(1) + (Dual(0) - z).exponential)
    let room = Dual(1) - probability
    let raised = probability + (change.value < room.value ? change : room)
    probability = u * change + (Dual(1) - u) * raised
    return memory
  }
}
