public import Planning

/// Copies the finished runs of several folders of one experiment into one.
///
/// Every run of the plan is looked for in the merged folder, then in the others in their order. The first sound record is kept, its
/// attachments are there before it, and it is durable as what a runner keeps is. Further records of the run must say the same but for their
/// timing. What is damaged or incomplete counts as not there. Nothing is written in the other folders, so that the same merge goes on
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
    public let conflicts: MergeConflicts?
    /// Records that another program made.
    public let foreign: ForeignSources?

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
  ///   - jobs: shelves at once, from 1.
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
    let findings = try await findings(runs)
    try Task.checkCancellation()
    var strangers: [(String, Int)] = []
    for source in sources {
      let records = try source.strangers(among: runs.lazy.map(\.id)).count
      if records > 0 { strangers.append((source.folder, records)) }
    }
    return Outcome(
      total: runs.count, copied: findings.copied, found: findings.found, repeated: findings.repeated,
      damaged: findings.damaged, strangers: strangers,
      conflicts: MergeConflicts(folder: out.folder, findings.conflicts),
      foreign: ForeignSources(
        ([out] + sources).compactMap {
          ForeignRecords(folder: $0.folder, findings.foreign[$0.folder, default: []])
        }))
  }

  /// What is found on all shelves, in their order; several at once.
  private func findings(_ runs: [RunSpecification]) async throws -> MergeFindings {
    let shelves = Dictionary(grouping: runs) { String(RunStore.shelf(of: $0.id)) }
    let isPacked = plan.study.pack(of: plan) != nil
    let empty = ShelfMerge(sources, into: out, isPacked: isPacked, numerics: plan.numerics)
    return try await withThrowingTaskGroup(of: (String, MergeFindings).self) { group in
      var waiting = shelves.keys.sorted().makeIterator()
      func begin(_ shelf: String) {
        group.addTask {
          var merge = empty
          try merge.merge(shelves[shelf] ?? [])
          return (shelf, merge.findings)
        }
      }
      for _ in 0..<jobs { waiting.next().map(begin) }
      var done: [(shelf: String, MergeFindings)] = []
      while let part = try await group.next() {
        done.append(part)
        if !Task.isCancelled { waiting.next().map(begin) }
      }
      return done.sorted { $0.shelf < $1.shelf }.reduce(into: MergeFindings()) { $0.append($1.1) }
    }
  }
}
