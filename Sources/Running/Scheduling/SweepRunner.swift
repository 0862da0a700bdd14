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
  private let commit: GroupCommit
  /// Whether files that runs publish will lie in packs.
  private let isPacked: Bool
  private let progress: Progress

  /// - Parameters:
  ///   - plan: the plan.
  ///   - store: where finished runs are kept.
  ///   - jobs: runs at once, from 1.
  ///   - threads: threads inside each run, from 1.
  ///   - shard: the share of the runs to do.
  ///   - redoes: whether runs that another program made, or whose records say different things, are done anew, rather than refused.
  ///   - commit: how long a record may wait until it is durable.
  ///   - progress: what shows how far it is.
  public init(
    _ plan: ExperimentPlan, store: RunStore, jobs: Int, threads: Int = 1, shard: Shard = .whole,
    redoes: Bool = false, commit: GroupCommit = .standard, progress: Progress
  ) {
    precondition(jobs > 0 && threads > 0, "something has to run")
    self.plan = plan
    self.store = store
    self.jobs = jobs
    self.threads = threads
    self.shard = shard
    self.redoes = redoes
    self.commit = commit
    isPacked = plan.study.pack(of: plan) != nil
    self.progress = progress
  }

  /// Does what is left to do.
  ///
  /// - Throws: ``IOError`` where a finished run cannot be kept; the runs before it are. ``ForeignRecords``, ``RecordConflicts``.
  public func run() async throws -> Outcome {
    try store.removeLeftovers()
    let mine = plan.runs.indices.filter(shard.contains)
    let records = try store.records()
    let left = try await unfinished(mine, records)
    for damage in left.damaged { progress.warn(damage) }
    for place in records.nameless {
      progress.warn("a record cannot be read, nor its run, at \(place); the run is done again")
    }
    try settle(left, records)
    progress.begin(
      total: mine.count, finished: mine.count - left.indices.count,
      units: plan.cells.first?.specification.study.progressUnits ?? 1,
      scores: try progress.showsScores ? scores(of: mine, left: left.indices, records) : nil)
    defer { progress.end() }
    let checkpoints = CheckpointIndex(CheckpointFolder(store.folder), plan, warn: progress.warn)
    let unfinished = Set(left.indices)
    checkpoints.removeLeftovers(
      of: mine.lazy.filter { !unfinished.contains($0) }.map { plan.runs[$0] }, warn: progress.warn)
    var done = 0
    let writer = store.writer(commit)
    do {
      try await RunQueue(jobs: jobs).perform(
        left.indices.lazy.map { plan.runs[$0] }, { try perform($0, writer, checkpoints) }
      ) { if $0 { done += 1 } }
    } catch {
      // What is finished is kept, whatever ended the sweep.
      try? writer.synchronize()
      throw error
    }
    try writer.synchronize()
    checkpoints.folder.removeIfEmpty()
    return Outcome(total: mine.count, found: mine.count - left.indices.count, done: done)
  }

  /// Runs that were finished before and are read again for their scores, at most: more would keep the work waiting.
  private static let mostRead = 2000

  /// The scores of the runs that were finished before; `nil` where nothing is scored.
  private func scores(of mine: [Int], left: [Int], _ records: RunRecords) throws(IOError) -> LiveScores? {
    guard var scores = LiveScores(plan, runs: mine) else { return nil }
    let unfinished = Set(left)
    let found = mine.filter { !unfinished.contains($0) }
    for (place, index) in found.enumerated() {
      let run = plan.runs[index]
      guard place < Self.mostRead, let outcome = try records.record(of: run.id)?.outcome else {
        scores.finish(run)
        continue
      }
      scores.take(outcome.measurements, of: run)
      scores.finish(run, isDiverged: outcome.status == .diverged)
    }
    return scores
  }

  /// What is left of a part of the plan.
  private struct Left {
    /// The places of the runs to do, in plan order.
    var indices: [Int] = []
    /// Of these, what is wrong with those whose record is there but cannot be used.
    var damaged: [String] = []
    /// Of these, the runs that another program made.
    var foreign: [ForeignRecords.Run] = []
    /// Of these, the runs whose records say different things.
    var conflicts: [RecordConflict] = []

    static func + (a: Left, b: Left) -> Left {
      Left(
        indices: a.indices + b.indices, damaged: a.damaged + b.damaged, foreign: a.foreign + b.foreign,
        conflicts: a.conflicts + b.conflicts)
    }
  }

  /// Refuses to go on beside records that cannot be kept with those of this program, or takes them away.
  private func settle(_ left: Left, _ records: RunRecords) throws {
    if redoes { return try store.remove(left.foreign.map(\.id) + left.conflicts.map(\.run), from: records) }
    if !left.conflicts.isEmpty { throw RecordConflicts(left.conflicts) }
    if let foreign = ForeignRecords(folder: store.folder, left.foreign) { throw foreign }
  }

  /// The runs without a record of this program, in plan order; several threads look at a part of the plan each.
  private func unfinished(_ indices: [Int], _ records: RunRecords) async throws -> Left {
    let part = indices.count / jobs + 1
    return try await withThrowingTaskGroup(of: (Int, Left).self) { group in
      for start in stride(from: 0, to: indices.count, by: part) {
        group.addTask {
          (start, try unfinished(indices[start..<min(indices.count, start + part)], records))
        }
      }
      var parts: [(Int, Left)] = []
      for try await part in group { parts.append(part) }
      return parts.sorted { $0.0 < $1.0 }.reduce(Left()) { $0 + $1.1 }
    }
  }

  private func unfinished(_ indices: ArraySlice<Int>, _ records: RunRecords) throws -> Left {
    var left = Left()
    for index in indices {
      let run = plan.runs[index]
      switch try records.state(of: run.id, for: .current(for: run.specification)) {
      case .finished: continue
      case .missing: break
      case .unreadable:
        left.damaged.append("the record of \(run.inWords) cannot be read; the run is done again")
      case .incomplete(let file):
        left.damaged.append("\(file) is missing or has changed; the run \(run.inWords) is done again")
      case .foreign(let origin): left.foreign.append(.init(run, origin))
      case .conflicting(let conflict): left.conflicts.append(conflict)
      }
      left.indices.append(index)
    }
    return left
  }

  /// Does one run and keeps it; `false` where it was stopped.
  private func perform(
    _ run: RunSpecification, _ writer: RecordWriter, _ checkpoints: CheckpointIndex
  ) throws -> Bool {
    let execution = RunExecution(run, threads: threads, checkpoints: checkpoints)
    guard let done = try execution.perform(showing: progress) else { return false }
    try writer.save(done.record, isPacked: isPacked)
    if let kept = done.checkpoints, kept.isLeft {
      // The state goes when the record lasts, not before.
      try writer.synchronize()
      kept.finish()
    }
    progress.finishRun(run, left: done.unitsLeft, isDiverged: done.record.outcome.status == .diverged)
    return true
  }
}
