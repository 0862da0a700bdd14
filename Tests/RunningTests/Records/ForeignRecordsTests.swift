import Planning
import Running
import Studies
import TestSupport
import Testing

/// Runs that another program made are never extended in silence.
@Suite struct ForeignRecordsTests {
  let folder = TemporaryFolder()

  private func runner(_ plan: ExperimentPlan, redoes: Bool) -> SweepRunner {
    SweepRunner(
      plan, store: RunStore(folder["r"]), jobs: 2, redoes: redoes, progress: Progress(.quiet, write: { _ in })
    )
  }

  @Test func theyAreNamedAndDoneAnewOnlyWhenAsked() async throws {
    let plan = try SmallSweep.plan()
    try await SmallSweep.run(plan, in: folder["r"])
    let expected = try SmallSweep.digests(folder["r"])
    let store = RunStore(folder["r"])
    let other = RecordOrigin(numerics: NumericsVersion.current, program: "ab12cd34ef56ab78")
    for place in [1, 5] {
      let record = try #require(try store.record(of: plan.runs[place].id))
      try store.replace(
        by:
          RunRecord(
            run: record.run, origin: other,
            outcome: RunOutcome(status: .completed, updates: 1, selectedUpdate: nil, tables: []),
            timing: record.timing))
    }
    let error = await #expect(throws: ForeignRecords.self) { _ = try await runner(plan, redoes: false).run() }
    #expect(error?.runs.map(\.id) == [plan.runs[1].id, plan.runs[5].id])
    #expect(error?.description.contains("program ab12cd34ef56…") == true)
    #expect(error?.description.contains("--redo") == true)
    #expect(try SweepStatus(plan, records: store.records()).isComplete)

    let outcome = try await runner(plan, redoes: true).run()
    #expect(outcome.found == 7 && outcome.done == 2)
    try ResultTables(plan, store: store, provenance: Provenance(arguments: [])).write()
    #expect(try SmallSweep.digests(folder["r"]) == expected)
  }
}
