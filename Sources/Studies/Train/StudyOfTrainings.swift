public import Planning
public import Recurrence
public import Sequences

/// A study whose runs are trainings on streams of its own choice, and whose tables are worked out of their final scores together.
public protocol StudyOfTrainings: SweptStudy {
  /// What is trained, and how it is measured.
  var training: TrainStudy { get }
}

extension StudyOfTrainings {
  /// Updates.
  public static var lengthKey: String? { TrainStudy.lengthKey }
  /// Replicates are several runs each.
  public static var repeatsRuns: Bool { true }
  /// Runs share streams.
  public static var hasIndependentRuns: Bool { false }

  /// When the state of a run is kept on the way.
  public var checkpoints: CheckpointRule? { training.checkpoints }
  /// What open gates are charged with.
  public var penalty: GatePenalty? { training.penalty }
  /// Updates.
  public var progressUnits: Int { training.progressUnits }
  /// The modes of the file.
  public var scoredModes: [String] { training.scoredModes }
  /// No rows but those of the tables that are worked out of all runs.
  public var runTables: [RunTable] { [] }

  /// The scores of a training.
  public func scores(_ cell: CellSpecification, mode: String) -> [ScoreKey] {
    training.scores(cell, mode: mode)
  }
  /// What has to be said of a training's scores.
  public func notes(on metric: String, mode: String, _ cell: CellSpecification) -> [String] {
    training.notes(on: metric, mode: mode, cell)
  }
  /// What a training takes.
  public func demand(_ cell: CellSpecification) -> RunDemand { training.demand(cell) }
}
