import Catalog
import Planning
import Recurrence
import SequenceTasks
import Sequences

/// What is charged beside the loss.
extension CellBuilder {
  /// What open gates are charged with; `nil` for nothing.
  var gatePenalty: GatePenalty? {
    Settings(settings)["training"].optionalNumber("gate_penalty").flatMap {
      $0 > 0 ? GatePenalty(weight: $0) : nil
    }
  }
}
