import Gating
import Recurrence

extension GateAssignment {
  /// The same gates with others in place of some.
  func replacing(_ gates: [CellGate], by policy: (any GatePolicy) -> any GatePolicy) -> GateAssignment {
    var result = self
    for gate in gates { result[gate] = policy(self[gate]) }
    return result
  }
}
