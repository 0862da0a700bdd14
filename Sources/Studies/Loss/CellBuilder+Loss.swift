import Catalog
import Planning
import Recurrence
import SequenceTasks
import Sequences

/// What is minimized: the loss and the charge beside it.
extension CellBuilder {
  /// What open gates are charged with; `nil` for nothing.
  var gatePenalty: GatePenalty? {
    Settings(settings)["training"].optionalNumber("gate_penalty").flatMap {
      $0 > 0 ? GatePenalty(weight: $0) : nil
    }
  }

  /// What is minimized: what the file says, or what fits the task.
  mutating func loss(_ task: any SequenceTask, readout: ReadoutActivation) -> LossKind {
    let fitting = LossKind.allCases.filter {
      $0.targets.contains(task.target) && $0.readouts.contains(readout)
    }
    let usual: LossKind =
      switch task.target {
      case .real: .squared
      case .classIndex: .crossEntropy
      case .bits: .binaryCrossEntropy
      }
    let loss = Settings(settings)["training"].optionalText("loss").flatMap(LossKind.init) ?? usual
    if !fitting.contains(loss) {
      fail(
        "training.loss",
        "\(loss.rawValue) does not fit the task, whose targets are \(Self.words(task.target)), behind a \(readout.rawValue) "
          + "read-out; expected \(fitting.map(\.rawValue).joined(separator: " or "))")
    }
    resolve("training", "loss", .text(loss.rawValue))
    return loss
  }
}
