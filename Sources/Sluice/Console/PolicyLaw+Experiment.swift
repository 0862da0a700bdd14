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

  /// The law of a policy at pre-activations from −6 to 6.
  private init(_ policy: any GatePolicy, name: String) {
    let preActivations = (-30...30).map { Double($0) / 5 }
    func values(_ fill: (Span<Double>, inout MutableSpan<Double>) -> Void) -> [Double] {
      var values = [Double](repeating: 0, count: preActivations.count)
      var span = values.mutableSpan
      fill(preActivations.span, &span)
      return values
    }
    self.init(
      name: name, probabilities: preActivations.map { ElementaryFunction.sigmoid($0) },
      means: values { policy.mean($0, gates: &$1) },
      deviations: policy.drawsPerUnit == 0
        ? preActivations.map { _ in 0 }
        : values { policy.variance($0, into: &$1) }.map { max(0, $0).squareRoot() },
      readings: values { policy.evaluate($0, gates: &$1) })
  }
}
