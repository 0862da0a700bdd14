import Catalog
import Gating
import Pages
import Planning

extension PolicyLaw {
  /// Laws beyond this have no room on a page.
  private static let most = 6
  /// Cells that are looked at for their policies.
  private static let cells = 200

  /// The laws of the gate policies of an experiment, each once, in the order of its cells.
  static func laws(of plan: ExperimentPlan) -> [PolicyLaw] {
    var laws: [PolicyLaw] = []
    for cell in plan.cells.prefix(cells) {
      for policy in cell.specification.gates.policies
      where laws.count < most && !laws.contains(where: { $0.name == policy.label }) {
        laws.append(PolicyLaw(policy.initial, name: policy.label))
      }
    }
    return laws
  }

  /// The law of a policy at pre-activations from −6 to 6, with both sides of every jump.
  init(_ policy: any GatePolicy, name: String) {
    let grid = (-30...30).map { Double($0) / 5 }
    let means = LawValues { policy.mean($0, gates: &$1) }
    let readings = LawValues { policy.evaluate($0, gates: &$1) }
    let preActivations = Set(grid + means.jumps(between: grid) + readings.jumps(between: grid)).sorted()
    self.init(
      name: name, preActivations: preActivations,
      probabilities: preActivations.map { ElementaryFunction.sigmoid($0) },
      means: means(preActivations),
      deviations: policy.drawsPerUnit == 0
        ? preActivations.map { _ in 0 }
        : LawValues { policy.variance($0, into: &$1) }(preActivations).map { max(0, $0).squareRoot() },
      readings: readings(preActivations))
  }
}

/// One quantity of a law at pre-activations.
private struct LawValues {
  let fill: (Span<Double>, inout MutableSpan<Double>) -> Void

  func callAsFunction(_ preActivations: [Double]) -> [Double] {
    var values = [Double](repeating: 0, count: preActivations.count)
    var span = values.mutableSpan
    fill(preActivations.span, &span)
    return values
  }

  /// Both sides of the jumps between neighbors: a stretch with a large change is halved, each time towards the larger change.
  func jumps(between grid: [Double]) -> [Double] {
    let values = self(grid)
    return zip(grid.indices, grid.indices.dropFirst()).flatMap { left, right -> [Double] in
      // A smooth law such as σ changes by 0.05 from neighbor to neighbor.
      guard abs(values[right] - values[left]) > 0.1 else { return [] }
      var (low, high) = ((grid[left], values[left]), (grid[right], values[right]))
      while high.0 - low.0 > PolicyLaw.sidesOfJump {
        let place = low.0 + (high.0 - low.0) / 2
        let middle = (place, self([place])[0])
        if abs(middle.1 - low.1) > abs(high.1 - middle.1) { high = middle } else { low = middle }
      }
      return abs(high.1 - low.1) > 0.01 ? [low.0, high.0] : []
    }
  }
}
