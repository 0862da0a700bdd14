import Catalog
import DataReading
import SequenceTasks
import Sequences

extension Fixtures {
  /// A task of sequences in files that are in memory.
  static func sequences(_ files: [String: String], _ settings: [String: ParameterValue]) throws
    -> SequencesTask
  {
    let reader = FileReader { path in
      guard let text = files[path] else {
        throw DataError(file: path, isMissing: true, "there is no such file")
      }
      return Array(text.utf8)
    }
    return try SequencesTask(Parameters(SequencesTask.description, settings), files: reader)
  }

  /// A task of the sequences in a table with the columns `id`, `x` and `label`.
  static func sequences(_ table: String, _ settings: [String: ParameterValue] = [:]) throws -> SequencesTask {
    let standard: [String: ParameterValue] = [
      "data": .text("walks.csv"), "sequence": .text("id"), "inputs": .list([.text("x")]),
      "target": .text("label"),
    ]
    return try sequences(["walks.csv": table], standard.merging(settings) { $1 })
  }
}
