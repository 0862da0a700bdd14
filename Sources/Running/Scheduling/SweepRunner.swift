public import Planning

/// Does the runs of a plan that are not done yet, several at once, and keeps each as soon as it is finished.
///
/// Nothing that a run leaves behind depends on how many run at once, on how many threads, or in which order. Cancelling
/// the task that called ``run()`` stops every run at its next update; what is finished stays, and the same call goes on
/// from there.
public struct SweepRunner: Sendable {
  /// What there was to do, and what is done.
  public struct Outcome: Sendable, Hashable {
    /// Runs of the shard.
    public let total: Int
    /// Runs that were done before.
    public let found: Int
    /// Runs done now.
    public let done: Int

    /// Whether every run of the shard is done.
    public var isComplete: Bool { found + done == total }
  }

  private let plan: ExperimentPlan
  private let store: RunStore
  private let jobs: Int
  private let threads: Int
  private let shard: Shard
  private let redoes: Bool
  /// Whether files that runs publish will lie in packs.
  private let isPacked: Bool
  private let progress: Progress

  /// - Parameters:
  ///   - plan: the plan.
  ///   - store: where finished runs are kept.
  ///   - jobs: runs at once, from 1.
  ///   - threads: threads inside each run, from 1.
  ///   - shard: the share of the runs to do.
  ///   - redoes: whether runs that another program made are done anew, rather than refused.
  ///   - progress: what shows how far it is.
  public init(
    _ plan: ExperimentPlan, store: RunStore, jobs: Int, threads: Int = 1, shard: Shard = .whole,
    redoes: Bool = false, progress: Progress
  ) {
    precondition(jobs > 0 && threads > 0, "something has to run")
    self.plan = plan
    self.store = store
    self.jobs = jobs
    self.threads = threads
    self.shard = shard
    self.redoes = redoes
    isPacked = plan.study.pack(of: plan) != nil
    self.progress = progress
  }

  /// Does what is left to do.
  ///
  /// - Throws: ``IOError`` where a finished run cannot be kept; the runs before it are. ``ForeignRecords``.
  public func run() async throws -> Outcome {
    try store.removeLeftovers()
    let mine = plan.runs.indices.filter(shard.contains)
    let left = try await unfinished(mine)
    for damage in left.damaged { progress.warn(damage) }
    if !redoes, let foreign = ForeignRecords(folder: store.folder, left.foreign) { throw foreign }
    progress.begin(
      total: mine.count, finished: mine.count - left.indices.count,
      units: plan.cells.first?.specification.study.progressUnits ?? 1)
    defer { progress.end() }
    let checkpoints = CheckpointIndex(CheckpointFolder(store.folder), plan, warn: progress.warn)
    let unfinished = Set(left.indices)
    checkpoints.removeLeftovers(
      of: mine.lazy.filter { !unfinished.contains($0) }.map { plan.runs[$0] }, warn: progress.warn)
    var done = 0
    try await RunQueue(jobs: jobs).perform(
      left.indices.lazy.map { plan.runs[$0] }, { try perform($0, checkpoints) }
    ) { isFinished in
      if isFinished { done += 1 }
    }
    checkpoints.folder.removeIfEmpty()
    return Outcome(total: mine.count, found: mine.count - left.indices.count, done: done)
  }

  /// What is left of a part of the plan.
  private struct Left {
    /// The places of the runs to do, in plan order.
    var indices: [Int] = []
    /// Of these, what is wrong with those whose record is there but cannot be used.
    var damaged: [String] = []
    /// Of these, the runs that another program made.
    var foreign: [ForeignRecords.Run] = []

    static func + (a: Left, b: Left) -> Left {
      Left(
        indices: a.indices + b.indices, damaged: a.damaged + b.damaged, foreign: a.foreign + b.foreign)
    }
  }

  /// The runs without a record of this program, in plan order; several threads look at a part of the plan each.
  private func unfinished(_ indices: [Int]) async throws -> Left {
    let part = indices.count / jobs + 1
    return try await withThrowingTaskGroup(of: (Int, Left).self) { group in
      for start in stride(from: 0, to: indices.count, by: part) {
        group.addTask {
          (start, try unfinished(indices[start..<min(indices.count, start + part)]))
        }
      }
      var parts: [(Int, Left)] = []
      for try await part in group { parts.append(part) }
      return parts.sorted { $0.0 < $1.0 }.reduce(Left()) { $0 + $1.1 }
    }
  }

  private func unfinished(_ indices: ArraySlice<Int>) throws -> Left {
    var left = Left()
    for index in indices {
      let run = plan.runs[index]
      let name = "\(run.id) (\(run.cell.name), replicate \(run.replicate))"
      switch try store.state(of: run.id, for: .current(for: run.specification)) {
      case .finished: continue
      case .missing: break
      case .unreadable:
        left.damaged.append("the record of \(name) cannot be read; the run is done again")
      case .incomplete(let file):
        left.damaged.append("\(file) is missing or has changed; the run \(name) is done again")
      case .foreign(let origin): left.foreign.append(.init(run, origin))
      }
      left.indices.append(index)
    }
    return left
  }

  /// Does one run and keeps it; `false` where it was stopped.
  @Sendable private func perform(_ run: RunSpecification, _ checkpoints: CheckpointIndex) throws -> Bool {
    let execution = RunExecution(run, threads: threads, checkpoints: checkpoints)
    guard let done = try execution.perform(showing: progress) else { return false }
    try store.save(done.record, isPacked: isPacked)
    done.checkpoints?.finish()
    progress.finishRun(left: done.unitsLeft)
    return true
  }
}
