import Catalog
import RandomStreams
public import Recurrence
public import SequenceTasks

/// What a run has at hand: its specification, its data, its threads, and whom to tell.
public struct RunContext {
  /// The run.
  public let run: RunSpecification
  /// The task, with the data of the run's replicate.
  public let task: any SequenceTask
  /// The threads of the run's engine.
  public let team: ThreadTeam
  /// To be called after every unit of progress, such as an update.
  public let didAdvance: () -> Void
  /// To be called after sequences have gone through the network, with how many: what ``RunDemand`` counts, as it is done.
  public let didPass: (SequencePass, Int) -> Void
  /// To be called with what a person should know that no table says.
  public let warn: (String) -> Void
  /// What keeps the run's state on the way; `nil` where nothing is kept.
  public let checkpoints: (any CheckpointKeeper)?

  /// The context of a run.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - task: the task with its data; by default the one that the run's replicate draws.
  ///   - team: the threads of its engine.
  ///   - didAdvance: called after every unit of progress.
  ///   - didPass: called after sequences have gone through the network.
  ///   - warn: called with what no table says.
  ///   - checkpoints: keeps the run's state on the way; by default nothing is kept.
  public init(
    _ run: RunSpecification, task: (any SequenceTask)? = nil, team: ThreadTeam = .alone,
    didAdvance: @escaping () -> Void = {},
    didPass: @escaping (SequencePass, Int) -> Void = { _, _ in },
    warn: @escaping (String) -> Void = { _ in }, checkpoints: (any CheckpointKeeper)? = nil
  ) {
    self.run = run
    self.team = team
    self.didAdvance = didAdvance
    self.didPass = didPass
    self.warn = warn
    self.checkpoints = checkpoints
    self.task =
      task
      ?? run.specification.task.value.instance(
        dataKey: run.specification.streamKey(.data, replicate: run.replicate))
  }

  /// The cell of the run, with all defaults resolved.
  public var cell: CellSpecification { run.specification }
}
