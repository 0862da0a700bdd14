import Planning

/// What a results folder has of the runs of a plan, before any is recomputed.
struct RunSurvey {
  /// The runs whose record and attachments are sound, in plan order, each once.
  private(set) var finished: [RunSpecification] = []
  /// Of these, the runs that another program made, by id.
  private(set) var foreign: [String: ForeignRecords.Run] = [:]
  /// Of these, the runs whose records say different things.
  private(set) var conflicting: Set<String> = []
  /// What is wrong with the records of other runs, by id: damaged, or missing although a table lists the run.
  private(set) var broken: [String: Difference] = [:]

  /// Looks at every run of a plan.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - records: its runs.
  ///   - listed: the ids that `runs.csv` has.
  init(_ plan: ExperimentPlan, records: RunRecords, listed: Set<String>) throws(IOError) {
    var seen: Set<String> = []
    for run in plan.runs where seen.insert(run.id).inserted {
      let file = records.fileName(of: run.id)
      switch try records.state(of: run.id, for: .current(for: run.specification)) {
      case .finished: finished.append(run)
      case .foreign(let origin):
        finished.append(run)
        foreign[run.id] = .init(run, origin)
      case .missing:
        if listed.contains(run.id) {
          broken[run.id] = Difference(.init(run), file: "record \(run.id)", .missing)
        }
      case .conflicting:
        // Recomputing says which is right.
        finished.append(run)
        conflicting.insert(run.id)
      case .unreadable: broken[run.id] = Difference(.init(run), file: file, .damaged)
      case .incomplete(let attachment): broken[run.id] = Difference(.init(run), file: attachment, .lost)
      }
    }
  }

  /// The runs of a scope that can be recomputed and compared, in plan order.
  ///
  /// - Throws: ``VerificationRefusal``, ``IOError``.
  func runs(of scope: VerificationScope, _ plan: ExperimentPlan, folder: String) throws -> [RunSpecification]
  {
    switch scope {
    case .all: return finished
    case .fraction(let fraction):
      let share = RunShare.of(finished.map(\.id), fraction: fraction)
      return finished.filter { share.contains($0.id) }
    case .runs(let ids):
      let known = Set(finished.map(\.id))
      for id in ids where !known.contains(id) && broken[id] == nil {
        let all = plan.runs.map(\.id)
        guard all.contains(id) else { throw VerificationRefusal.unknownRun(id, known: all) }
        throw VerificationRefusal.unfinished(id, in: folder)
      }
      return finished.filter { ids.contains($0.id) }
    case .row(let row):
      let ids = Set(try RowRuns(plan: plan, folder: folder).runs(of: row).map(\.id))
      return finished.filter { ids.contains($0.id) }
    }
  }
}
