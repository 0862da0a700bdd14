import DataReading
import Foundation
import Planning
import SequenceTasks
import Sequences
import Studies

/// What the tests read: the malformed files, and small experiments written where they are used.
enum TestFiles {
  static let malformed: URL = {
    guard let url = Bundle.module.url(forResource: "Malformed", withExtension: nil) else {
      preconditionFailure("the test bundle has the malformed files")
    }
    return url
  }()

  /// The root of the repository.
  static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Reads data files beside the malformed files.
  static let reader = FileReader { path in
    do {
      return Array(try Data(contentsOf: malformed.appending(path: path)))
    } catch {
      throw DataError(file: path, isMissing: true, "cannot be read")
    }
  }

  /// Everything that can be wrong with a file, in the way that `run`, `plan` and `trace` look at it.
  static func check(_ bytes: [UInt8], name: String, overrides: [String] = []) throws(ExperimentErrors) {
    let experiment = try Experiment(ExperimentFile(name: name, bytes: bytes), overrides: overrides)
    if experiment.study is TraceStudy.Type {
      _ = try TraceStudy(experiment, files: TestFiles.reader)
    } else {
      _ = try ExperimentPlan(experiment, files: reader)
    }
  }

  /// The smallest experiment.
  static let small = """
    schema: sluice/experiment/v1
    name: small
    kind: train
    seed: 1
    task: {kind: adding, variant: chrono, steps: 20}
    network: {hidden: 4}
    training: {updates: 10}

    """

  static func experiment(_ text: String, overrides: [String] = []) throws -> Experiment {
    try Experiment(ExperimentFile(name: "small.yaml", bytes: Array(text.utf8)), overrides: overrides)
  }

  static func plan(_ text: String, overrides: [String] = []) throws -> ExperimentPlan {
    try ExperimentPlan(experiment(text, overrides: overrides), files: reader)
  }

  /// The message of what is wrong, or nothing.
  static func message(_ text: String, overrides: [String] = []) -> String {
    do {
      try check(Array(text.utf8), name: "small.yaml", overrides: overrides)
      return ""
    } catch {
      return error.description
    }
  }
}

extension CellSpecification {
  /// What a cell of kind `train` does; for any other kind this is a mistake in the test.
  var trained: TrainStudy {
    guard let study = study as? TrainStudy else { preconditionFailure("not a cell that trains") }
    return study
  }
}
