public import Planning

/// The results folders that are to become one: what their plans say, and the refusal where they are not of one experiment.
///
/// Nothing is written here, and nothing in these folders is written later.
public struct MergeFolders: Sendable {
  /// The folders in the order given, each once.
  public let folders: [String]
  /// The first folder whose copies of the experiment and its data are as its plan says.
  public let complete: String

  /// Reads the plans.
  ///
  /// - Parameters:
  ///   - folders: the folders to merge, at least one.
  ///   - out: where to; a plan that is there is held against those of the folders too.
  /// - Throws: ``DifferentExperiments``, ``PlanFolder/Missing``, ``IOError``.
  public init(_ folders: [String], into out: String) throws {
    var distinct: [String] = []
    for folder in folders where !distinct.contains(where: { Files.isSame($0, folder) }) {
      distinct.append(folder)
    }
    guard let first = distinct.first else { preconditionFailure("there is something to merge") }
    let plan = try PlanFolder(first).plan()
    var complete: String?
    for folder in distinct {
      let other = try PlanFolder(folder).plan()
      if let refusal = Self.difference(between: (first, plan), and: (folder, other)) { throw refusal }
      if complete == nil, PlanFolder(folder).isWhole(other) { complete = folder }
    }
    if case .plan(let other) = try PlanFolder(out).found(),
      let refusal = Self.difference(between: (first, plan), and: (out, other))
    {
      throw refusal
    }
    guard let complete else { throw PlanFolder.Missing(folder: first, isDamaged: true) }
    self.folders = distinct
    self.complete = complete
  }

  /// Why two folders cannot become one; `nil` where they hold the same experiment. The one place that says what may be merged.
  private static func difference(
    between first: (folder: String, plan: PlanFile), and other: (folder: String, plan: PlanFile)
  ) -> DifferentExperiments? {
    var differences = other.plan.differences(from: first.plan).map { key in
      DifferentExperiments.Difference(key, first.plan.value(of: key), other.plan.value(of: key))
    }
    if first.plan.numerics != other.plan.numerics {
      differences.append(.init("numerics", first.plan.numerics, other.plan.numerics))
    }
    let digests = [first.plan, other.plan].map { Set($0.data.map(\.digest)).sorted() }
    if digests[0] != digests[1] {
      differences.append(.init("data", digests[0].joined(separator: " "), digests[1].joined(separator: " ")))
    }
    return DifferentExperiments(first: first.folder, other: other.folder, differences)
  }

  /// What makes another folder that of the merged experiment, from the copies of ``complete``.
  ///
  /// - Parameters:
  ///   - plan: the experiment of ``complete``.
  ///   - tables: the files that the experiment, or another, may write there.
  public func claim(_ plan: ExperimentPlan, tables: [String]) throws -> PlanFolder.Claim {
    let (file, experiment, data) = try PlanFolder(complete).load()
    return PlanFolder.Claim(
      file, experiment: experiment, runs: plan.runs.lazy.map(\.id), tables: tables, data: data)
  }
}

extension PlanFolder {
  /// The folder's plan alone.
  ///
  /// - Throws: ``Missing``, ``IOError``.
  fileprivate func plan() throws -> PlanFile {
    switch try found() {
    case .plan(let plan): return plan
    case .damaged: throw Missing(folder: folder, isDamaged: true)
    case .nothing: throw Missing(folder: folder, isDamaged: RunStore(folder).hasRecords)
    }
  }
}

extension PlanFile {
  fileprivate func value(of key: String) -> String? { settings.first { $0.key == key }?.value }
}
