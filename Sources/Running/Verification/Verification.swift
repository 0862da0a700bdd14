public import Planning

/// Recomputes runs of a results folder and compares every byte: records, what is attached to them, and the tables made of them.
///
/// A record has to be the same but for its line of timing. The stable tables, `datapackage.json`, packs and `manifest.json` have to be
/// those that the folder's records give. Nothing in the folder is written. Records that are damaged, and those that are missing although
/// `runs.csv` lists their run, are differences; where there is one, tables that list its run cannot be made anew and are not compared.
/// Tables of an unfinished sweep may hold fewer runs than there are records; they are compared with those of the runs that they list.
public struct Verification: Sendable {
  /// The task was cancelled.
  public struct Stopped: Error, Sendable, Hashable, CustomStringConvertible {
    /// Runs that were recomputed.
    public let done: Int
    /// Runs to recompute.
    public let total: Int

    /// One sentence for a person.
    public var description: String {
      "interrupted: \(done) of \(total) runs were recomputed; nothing of it is kept, and the same command begins anew"
    }
  }

  /// Makes the page of a results folder of the tables that lie in another.
  public typealias PageMaker = @Sendable (_ tables: String) throws -> [UInt8]

  private let plan: ExperimentPlan
  private let store: RunStore
  private let jobs: Int
  private let progress: Progress
  private let page: PageMaker?

  /// - Parameters:
  ///   - plan: the plan, of this version of the numerics.
  ///   - store: its results.
  ///   - jobs: runs at once, from 1.
  ///   - progress: what shows how far it is.
  ///   - page: makes the page that the manifest lists; where it is `nil` a manifest with a page differs.
  public init(
    _ plan: ExperimentPlan, store: RunStore, jobs: Int, progress: Progress,
    page: PageMaker? = nil
  ) {
    precondition(jobs > 0, "something has to run")
    self.plan = plan
    self.store = store
    self.jobs = jobs
    self.progress = progress
    self.page = page
  }

  /// Recomputes what a scope asks for, and compares.
  ///
  /// - Throws: ``VerificationRefusal``, ``Stopped``, ``IOError``, what a study throws.
  public func run(_ scope: VerificationScope) async throws -> VerificationResult {
    let published = try PublishedRuns(store.folder).ids
    let records = try store.records()
    let survey = try RunSurvey(plan, records: records, listed: published ?? [])
    guard store.hasRecords, !survey.finished.isEmpty || !survey.broken.isEmpty else {
      throw VerificationRefusal.noRecords(store.folder)
    }
    let (runs, remarks) = try recomputable(survey.runs(of: scope, plan, folder: store.folder), scope, survey)
    if let foreign = ForeignRecords(folder: store.folder, runs.compactMap { survey.foreign[$0.id] }) {
      throw VerificationRefusal.otherProgram(foreign)
    }
    // Tables first: they take the shorter time, and a row that cannot be compared is refused at once.
    let tables = try compareTables(scope, survey, published)
    let found = try await recompute(runs, records)
    let wrong = survey.broken.merging(found) { broken, _ in broken }
    return VerificationResult(
      name: plan.experiment.name, recomputed: runs.count, agreeing: runs.count - found.count,
      total: plan.runs.count, files: tables.files, differences: inOrder(wrong) + tables.differences,
      remarks: remarks + tables.remarks)
  }

  /// The runs of a scope whose kinds this program has, and what is said of the others.
  ///
  /// - Throws: ``VerificationRefusal`` where runs were asked for by name, or by a row, that it cannot compute; or where it can compute none.
  private func recomputable(
    _ runs: [RunSpecification], _ scope: VerificationScope, _ survey: RunSurvey
  ) throws -> (runs: [RunSpecification], remarks: [String]) {
    guard let missing = try MissingKinds(plan, folder: store.folder) else { return (runs, []) }
    let catalogs = plan.experiment.catalogs
    func lacks(_ run: RunSpecification) -> Bool { !run.specification.missingKinds(catalogs).isEmpty }
    guard let lacking = runs.first(where: lacks) else { return (runs, []) }
    switch scope {
    case .runs, .row: throw VerificationRefusal.missingKinds(missing, lacking)
    case .all, .fraction:
      var able = runs.filter { !lacks($0) }
      if able.isEmpty, case .fraction(let fraction) = scope {
        let all = survey.finished.filter { !lacks($0) }
        let share = RunShare.of(all.map(\.id), fraction: fraction)
        able = all.filter { share.contains($0.id) }
      }
      guard !able.isEmpty else { throw VerificationRefusal.missingKinds(missing, lacking) }
      return (able, ["\(runs.count - able.count) runs are not recomputed: \(missing.lack)"])
    }
  }

  private func inOrder(_ differences: [String: Difference]) -> [Difference] {
    guard !differences.isEmpty else { return [] }
    var left = differences
    return plan.runs.compactMap { left.removeValue(forKey: $0.id) }
  }

  /// Recomputes runs, and returns what differs, by id.
  private func recompute(_ runs: [RunSpecification], _ records: RunRecords) async throws -> [String:
    Difference]
  {
    progress.begin(
      total: runs.count, finished: 0, units: plan.stageCells.first?.specification.study.progressUnits ?? 1)
    defer { progress.end() }
    var (done, differences) = (0, [String: Difference]())
    try await RunQueue(jobs: jobs).perform(runs, { try verify($0, records) }) { outcome in
      if outcome.isDone { done += 1 }
      if let difference = outcome.difference, let run = difference.run { differences[run.id] = difference }
    }
    guard done == runs.count else { throw Stopped(done: done, total: runs.count) }
    return differences
  }

  private func verify(
    _ run: RunSpecification, _ records: RunRecords
  ) throws -> (isDone: Bool, difference: Difference?) {
    let execution = RunExecution(run, threads: 1)
    guard let done = try execution.perform(showing: progress) else { return (false, nil) }
    defer { progress.finishRun(left: done.unitsLeft) }
    guard let bytes = try records.bytes(of: run.id), let stored = RecordFile.decode(bytes, run: run.id) else {
      // It was there when this began.
      throw IOError.changed(Files.join(store.folder, records.fileName(of: run.id)))
    }
    if let conflict = records.conflicts[run.id] {
      let right = try records.file(of: run.id, saying: RecordFile.lasting(RecordFile.encode(done.record)))
      return (
        true, Difference(.init(run), file: records.fileName(of: run.id), .conflict(conflict, right: right))
      )
    }
    return (true, try RecordComparison(records: records, run: run).difference(stored, bytes, done.record))
  }

  private func compareTables(
    _ scope: VerificationScope, _ survey: RunSurvey, _ published: Set<String>?
  ) throws -> TableVerification.Outcome {
    let finished = Set(survey.finished.map(\.id))
    let listed = published ?? finished
    let lost = survey.broken.keys.count { listed.contains($0) } + survey.conflicting.count
    guard lost == 0 else {
      return .init(remarks: [
        "the tables are not compared: \(lost) of the runs that they list \(lost == 1 ? "has" : "have") no sound record"
      ])
    }
    var row: TableRowName?
    if case .row(let name) = scope { row = name }
    var outcome = try TableVerification(store.folder, row: row, page: page).compare { folder in
      try ResultTables(plan, store: store, provenance: Provenance(arguments: []))
        .write(to: folder, of: listed.contains).files
    }
    let newer = finished.subtracting(listed).count
    if newer > 0 {
      outcome.remarks.append(
        "the tables are of \(finished.count - newer) of the \(finished.count) finished runs; `sluice export` writes those of all"
      )
    }
    return outcome
  }
}
