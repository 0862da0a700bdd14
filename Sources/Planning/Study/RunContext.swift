import Catalog
public import RandomStreams
public import Recurrence
public import SequenceTasks

/// What a run has at hand: its specification, its data, its threads, and whom to tell.
public struct RunContext {
  /// The run.
  public let run: RunSpecification
  /// Of which replicate the run draws each purpose's streams; of its own, unless its study says otherwise.
  public let streams: StreamReplicates
  /// The task, with the data of the replicate that ``streams`` names.
  public let task: any SequenceTask
  /// The threads of the run's engine.
  public let team: ThreadTeam
  /// To be called after every unit of progress, such as an update.
  public let didAdvance: () -> Void
  /// To be called after sequences have gone through the network, with how many: what ``RunDemand`` counts, as it is done.
  public let didPass: (SequencePass, Int) -> Void
  /// To be called with scores that were measured, for those who watch; no value of a run depends on it.
  public let didMeasure: ([Measurement]) -> Void
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
  ///   - didMeasure: called with scores that were measured.
  ///   - warn: called with what no table says.
  ///   - checkpoints: keeps the run's state on the way; by default nothing is kept.
  public init(
    _ run: RunSpecification, task: (any SequenceTask)? = nil, team: ThreadTeam = .alone,
    didAdvance: @escaping () -> Void = {},
    didPass: @escaping (SequencePass, Int) -> Void = { _, _ in },
    didMeasure: @escaping ([Measurement]) -> Void = { _ in },
    warn: @escaping (String) -> Void = { _ in }, checkpoints: (any CheckpointKeeper)? = nil
  ) {
    self.run = run
    streams = StreamReplicates(all: run.replicate)
    self.team = team
    self.didAdvance = didAdvance
    self.didPass = didPass
    self.didMeasure = didMeasure
    self.warn = warn
    self.checkpoints = checkpoints
    self.task = task ?? Self.task(of: run, streams)
  }

  private init(_ context: RunContext, streams: StreamReplicates) {
    run = context.run
    self.streams = streams
    task = Self.task(of: run, streams)
    team = context.team
    (didAdvance, didPass) = (context.didAdvance, context.didPass)
    (didMeasure, warn) = (context.didMeasure, context.warn)
    checkpoints = context.checkpoints
  }

  /// The same run with streams of other replicates, and with the data that these give it.
  public func drawing(from streams: StreamReplicates) -> RunContext { RunContext(self, streams: streams) }

  private static func task(of run: RunSpecification, _ streams: StreamReplicates) -> any SequenceTask {
    run.specification.task.value.instance(
      dataKey: StreamKey(seed: run.specification.seed, replicate: streams[.data], purpose: .data))
  }

  /// The cell of the run, with all defaults resolved.
  public var cell: CellSpecification { run.specification }
}
