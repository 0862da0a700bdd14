import Catalog
import DataReading
import Planning
import SequenceTasks
import Sequences
import Studies

extension Disguise {
  /// A plan over the file, with what a person writes about it.
  func plan(horizon: String = "2") throws -> ExperimentPlan {
    let keys = ["kind: forecast", "data: \(file)", "window: 20", "horizon: \(horizon)", keys]
    let text = TestFiles.small.replacing(
      "{kind: adding, variant: chrono, steps: 20}",
      with: "{\(keys.filter { !$0.isEmpty }.joined(separator: ", "))}")
    return try ExperimentPlan(TestFiles.experiment(text), files: FileReader { _ in bytes })
  }

  /// The ids of its runs.
  func ids() throws -> [String] { try plan().runs.map(\.id) }

  /// The task over the file.
  func task() throws -> any SequenceTask { try plan().cells[0].specification.task.value }

  /// The root mean squared errors of the naive forecasts of the test split, by mode.
  func floors() throws -> [String: Double] {
    let floors = try task().floorScores(.test).filter { $0.metric == "rmse" }
    return Dictionary(uniqueKeysWithValues: floors.map { ($0.mode, $0.value) })
  }

  /// The sentence with which it is refused, or `nil`.
  func refusal() -> String? {
    do {
      _ = try plan()
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// The same file with other keys.
  func saying(_ keys: String) -> Disguise { Disguise(name, bytes: bytes, file: file, keys) }
}
