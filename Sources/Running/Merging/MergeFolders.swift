public import Planning

/// The results folders that are to become one: what their plans say, and the refusal where they are not of one experiment.
///
/// Nothing is written here, and nothing in these folders is written later.
///
/// Folders are of one experiment where their plans are the same, or have a run in common: then one is the other after it has grown, and the
/// merged experiment is that with the most runs.
public struct MergeFolders: Sendable {
  /// The folders in the order given, each once.
  public let folders: [String]
  /// The first folder of the merged experiment whose copies of the experiment and its data are as its plan says.
  public let complete: String

  /// Reads the plans.
  ///
  /// - Parameters:
  ///   - folders: the folders to merge, at least one.
  ///   - out: where to; a plan that is there is held against those of the folders too.
  ///   - runs: the ids of the runs of a folder's experiment.
  /// - Throws: ``DifferentExperiments``, ``PlanFolder/Missing``, ``IOError``.
  public init(_ folders: [String], into out: String, runs: (PlanFolder.Kept) -> [String]) throws {
    var distinct: [String] = []
    for folder in folders where !distinct.contains(where: { Files.isSame($0, folder) }) {
      distinct.append(folder)
    }
    guard let first = distinct.first else { preconditionFailure("there is something to merge") }
    var widest = Candidate(first, try PlanFolder(first).plan())
    for folder in distinct.dropFirst() {
      let other = Candidate(folder, try PlanFolder(folder).plan())
      if try Self.areGrown(widest, other, runs), try other.hasMore(than: widest, runs) { widest = other }
    }
    var candidates = distinct
    if case .plan(let plan) = try PlanFolder(out).found() {
      // What was merged before does not shrink.
      let other = Candidate(out, plan)
      if try Self.areGrown(widest, other, runs), try other.hasMore(than: widest, runs) { widest = other }
      candidates.append(out)
    }
    let complete = try candidates.first {
      let plan = try PlanFolder($0).plan()
      return plan.differences(from: widest.plan).isEmpty && PlanFolder($0).isWhole(plan)
    }
    guard let complete else {
      let folder = PlanFolder(widest.folder)
      throw folder.fault(of: widest.plan) ?? IOError.changed(folder.planPath)
    }
    self.folders = distinct
    self.complete = complete
  }

  /// A folder with its plan.
  private struct Candidate {
    let folder: String
    let plan: PlanFile

    init(_ folder: String, _ plan: PlanFile) { (self.folder, self.plan) = (folder, plan) }

    func hasMore(than other: Candidate, _ ids: (PlanFolder.Kept) -> [String]) throws -> Bool {
      try runs(ids).count > other.runs(ids).count
    }

    func runs(_ ids: (PlanFolder.Kept) -> [String]) throws -> [String] { try ids(PlanFolder(folder).load()) }
  }

  /// Whether one of two folders holds the experiment of the other after it has grown; `false` where they hold the same. The one place
  /// that says what may be merged.
  ///
  /// - Throws: ``DifferentExperiments``.
  private static func areGrown(
    _ first: Candidate, _ other: Candidate, _ runs: (PlanFolder.Kept) -> [String]
  ) throws -> Bool {
    var differences = other.plan.differences(from: first.plan).map {
      DifferentExperiments.Difference($0.key, $0.before, $0.now)
    }
    if first.plan.numerics == other.plan.numerics, !differences.isEmpty {
      let known = Set(try first.runs(runs))
      if try other.runs(runs).contains(where: known.contains) { return true }
    }
    if first.plan.numerics != other.plan.numerics {
      differences.append(.init("numerics", first.plan.numerics, other.plan.numerics))
    }
    let digests = [first.plan, other.plan].map { Set($0.data.map(\.digest)).sorted() }
    if digests[0] != digests[1] {
      differences.append(.init("data", digests[0].joined(separator: " "), digests[1].joined(separator: " ")))
    }
    let refusal = DifferentExperiments(first: first.folder, other: other.folder, differences)
    if let refusal { throw refusal }
    return false
  }

  /// What makes another folder that of the merged experiment, from the copies of ``complete``.
  ///
  /// - Parameters:
  ///   - plan: the experiment of ``complete``.
  ///   - tables: the files that the experiment, or another, may write there.
  ///   - earlier: the ids of the runs of a folder's experiment.
  public func claim(
    _ plan: ExperimentPlan, tables: [String], earlier: @escaping (PlanFolder.Kept) -> [String]
  ) throws -> PlanFolder.Claim {
    let kept = try PlanFolder(complete).load()
    return PlanFolder.Claim(
      kept.plan, experiment: kept.experiment, runs: plan.runs.lazy.map(\.id), tables: tables,
      earlier: earlier, data: kept.data.bytes)
  }
}
