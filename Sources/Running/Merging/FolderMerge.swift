public import Planning

/// Copies the finished runs of several folders of one experiment into one.
///
/// Every run of the plan is looked for in the merged folder, then in the others in their order. The first sound record is kept, its
/// attachments are there before it, and it is durable as what a runner keeps is. Further records of the run must say the same but for their
/// timing. What is damaged or incomplete counts as not there. Checkpoints follow, which runs can go on from. Nothing is written in the other folders, so that the same merge goes on
/// whatever ended the one before.
public struct FolderMerge: Sendable {
  /// What came of a merge.
  public struct Outcome: Sendable {
    /// Runs of the plan.
    public let total: Int
    /// Runs whose record was copied.
    public let copied: Int
    /// Runs that the merged folder had before.
    public let found: Int
    /// Records of runs that were there already and say the same.
    public let repeated: Int
    /// What is wrong with each record that was left out, in words.
    public let damaged: [String]
    /// Records that are no runs of the plan, by folder; they stay where they are.
    public let strangers: [(folder: String, records: Int)]
    /// Runs that folders say different things of.
    public let conflicts: RecordConflicts?
    /// Records that another program made.
    public let foreign: ForeignSources?
    /// Checkpoints that were copied.
    public let checkpoints: Int
    /// What is wrong with each checkpoint that was left out, in words.
    public let uselessCheckpoints: [String]
    /// Runs that folders have different states of.
    public let checkpointConflicts: CheckpointConflicts?

    /// Runs that the merged folder has.
    public var finished: Int { copied + found }
  }

  private let plan: ExperimentPlan
  private let sources: [RunStore]
  private let out: RunStore
  private let jobs: Int

  /// A merge.
  ///
  /// - Parameters:
  ///   - plan: the experiment of all folders.
  ///   - folders: the folders, as ``MergeFolders`` has found them to be of one experiment.
  ///   - out: where to; it may be one of the folders.
  ///   - jobs: parts of the plan at once, from 1.
  public init(
    _ plan: ExperimentPlan, from folders: [String], into out: RunStore, jobs: Int = Processors.available
  ) {
    precondition(jobs > 0, "something has to run")
    self.plan = plan
    sources = folders.filter { !Files.isSame($0, out.folder) }.map(RunStore.init)
    self.out = out
    self.jobs = jobs
  }

  /// Merges.
  ///
  /// - Throws: ``IOError``; `CancellationError`, after which what was copied stays.
  public func run() async throws -> Outcome {
    try out.removeLeftovers()
    let runs = Array(plan.runs)
    let records = try sources.map { source throws(IOError) in try source.records() }
    let findings = try await findings(runs, records)
    let checkpoints = try CheckpointMerge(plan: plan, sources: sources, out: out).run()
    try Task.checkCancellation()
    var strangers: [(String, Int)] = []
    for source in records {
      let count = source.strangers(among: runs.lazy.map(\.id)).count
      if count > 0 { strangers.append((source.store.folder, count)) }
    }
    return Outcome(
      total: runs.count, copied: findings.copied, found: findings.found, repeated: findings.repeated,
      damaged: findings.damaged, strangers: strangers,
      conflicts: RecordConflicts(ifAny: findings.conflicts),
      foreign: ForeignSources(
        ([out] + sources).compactMap {
          ForeignRecords(folder: $0.folder, findings.foreign[$0.folder, default: []])
        }), checkpoints: checkpoints.copied, uselessCheckpoints: checkpoints.useless,
      checkpointConflicts: CheckpointConflicts(ifAny: checkpoints.conflicts))
  }

  /// Copies that wait until they are made durable together: what they are made from is still there.
  private static let commit = GroupCommit(records: 4096, seconds: 1)

  /// What is found of all runs, in the order of the plan; several parts at once.
  private func findings(_ runs: [RunSpecification], _ records: [RunRecords]) async throws -> MergeFindings {
    let writer = out.writer(Self.commit)
    let empty = RunMerge(
      records, into: try out.records(), writer: writer, isPacked: plan.study.pack(of: plan) != nil,
      numerics: plan.numerics)
    let part = runs.count / jobs + 1
    let parts = try await withThrowingTaskGroup(of: (Int, MergeFindings).self) { group in
      for start in stride(from: 0, to: runs.count, by: part) {
        group.addTask {
          var merge = empty
          try merge.merge(runs[start..<min(runs.count, start + part)])
          return (start, merge.findings)
        }
      }
      var parts: [(Int, MergeFindings)] = []
      for try await part in group { parts.append(part) }
      return parts.sorted { $0.0 < $1.0 }.map(\.1)
    }
    try writer.synchronize()
    return parts.reduce(into: MergeFindings()) { $0.append($1) }
  }
}
