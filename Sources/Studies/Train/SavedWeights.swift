import Arrays
import Catalog
import Interchange
import Planning
import Recurrence
import SequenceTasks

/// Which parameters a run leaves in a file.
public enum SavedWeights: String, Sendable, Hashable, CaseIterable {
  /// None.
  case none
  /// Those whose scores are final.
  case selected
  /// Those after the last update.
  case last
}

/// The parameters of a network after an update.
package struct TrainedWeights {
  /// Updates made before.
  let update: Int
  /// All parameters in the order of `ParameterLayout`.
  let parameters: [Double]

  /// `weights/RUN.safetensors`: the parameters under PyTorch's names, with what the run is.
  func attachment(_ context: RunContext) -> Attachment {
    let cell = context.cell
    var words = NetworkWords(cell.configuration)
    for assumption in cell.task.value.assumptions {
      words.add(assumption: assumption.name, of: assumption.texts)
    }
    words["sluice.run"] = context.run.id
    words["sluice.update"] = String(update)
    words["sluice.numerics"] = NumericsVersion.current
    for (gate, policy) in zip(cell.configuration.gates, cell.gates.policies)
    where cell.configuration.policyGates.contains(gate) {
      words["gates.\(gate.name)"] = policy.label
    }
    words["state_noise"] = cell.gates.stateNoise.label
    let file = Safetensors(
      network: parameters, cell.configuration, isSingle: cell.precision == .float32, words: words)
    return .published(folder: "weights", ending: "safetensors", file.bytes)
  }
}
