import Gating
import Recurrence

extension GateAssignment {
  /// The same gates with others in place of some.
  func replacing(_ gates: [LSTMGate], by policy: (any GatePolicy) -> any GatePolicy) -> GateAssignment {
    var result = self
    for gate in gates {
      switch gate {
      case .input: result.input = policy(input)
      case .forget: result.forget = policy(forget)
      case .output: result.output = policy(output)
      }
    }
    return result
  }
}
