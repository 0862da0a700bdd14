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
  private let progress: Progress

  /// - Parameters:
  ///   - plan: the plan.
  ///   - store: where finished runs are kept.
  ///   - jobs: runs at once, from 1.
  ///   - threads: threads inside each run, from 1.
  ///   - shard: the share of the runs to do.
  ///   - progress: what shows how far it is.
  public init(
    _ plan: ExperimentPlan, store: RunStore, jobs: Int, threads: Int = 1, shard: Shard = .whole,
    progress: Progress
  ) {
    precondition(jobs > 0 && threads > 0, "something has to run")
    self.plan = plan
    self.store = store
    self.jobs = jobs
    self.threads = threads
    self.shard = shard
    self.progress = progress
  }

  /// Does what is left to do.
  ///
  /// - Throws: ``IOError`` where a finished run cannot be kept; the runs before it are.
  public func run() async throws -> Outcome {
    try store.removeLeftovers()
    let mine = plan.runs.indices.filter(shard.contains)
    let left = try await unfinished(mine)
    progress.begin(
      total: mine.count, finished: mine.count - left.count,
      units: plan.cells.first?.specification.work.progressUnits ?? 1)
    defer { progress.end() }
    let done = try await withThrowingTaskGroup(of: Bool.self) { group in
      var (waiting, done) = (RunSequence(plan: plan, indices: left), 0)
      for _ in 0..<jobs {
        guard let run = waiting.next() else { break }
        group.addTask { try perform(run) }
      }
      while let isFinished = try await group.next() {
        if isFinished { done += 1 }
        if !Task.isCancelled, let run = waiting.next() { group.addTask { try perform(run) } }
      }
      return done
    }
    return Outcome(total: mine.count, found: mine.count - left.count, done: done)
  }

  /// The runs without a sound record, in plan order; several threads look at a part of the plan each.
  private func unfinished(_ indices: [Int]) async throws -> [Int] {
    let part = indices.count / jobs + 1
    return try await withThrowingTaskGroup(of: (Int, [Int]).self) { group in
      for start in stride(from: 0, to: indices.count, by: part) {
        group.addTask {
          var runs = RunSequence(
            plan: plan, indices: Array(indices[start..<min(indices.count, start + part)]))
          var left: [Int] = []
          while let run = runs.next() {
            if try !store.isFinished(run.id) { left.append(run.index(in: plan)) }
          }
          return (start, left)
        }
      }
      var parts: [(Int, [Int])] = []
      for try await part in group { parts.append(part) }
      return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
  }

  /// Does one run and keeps it; `false` where it was stopped.
  private func perform(_ run: RunSpecification) throws -> Bool {
    var steps = 0
    let record: RunRecord
    do {
      record = try RunExecution(run, threads: threads).record(
        didAdvance: {
          steps += 1
          progress.advance(1)
        }, warn: { progress.warn("\(run.cell.name): \($0)") })
    } catch is CancellationError { return false }
    try store.save(record)
    progress.finishRun(left: run.specification.work.progressUnits - steps)
    return true
  }
}
