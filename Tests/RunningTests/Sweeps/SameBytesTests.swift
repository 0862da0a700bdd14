import Glibc
import Planning
import Running
import Studies
import TestSupport
import Testing

/// G1 and G6: the tables depend on the experiment alone, however it was run.
@Suite struct SameBytesTests {
  let folder = TemporaryFolder()

  private func reference() async throws -> [String: String] {
    try await SmallSweep.run(SmallSweep.plan(), in: folder["reference"])
    let digests = try SmallSweep.digests(folder["reference"])
    #expect(
      Set(digests.keys) == [
        "runs.csv", "measurements.csv", "gates.csv", "summary.csv", "comparisons.csv", "manifest.json",
        "datapackage.json",
      ])
    return digests
  }

  @Test func theNumberOfJobsDoesNotShow() async throws {
    let expected = try await reference()
    try await SmallSweep.run(SmallSweep.plan(), in: folder["jobs"], jobs: 4)
    #expect(try SmallSweep.digests(folder["jobs"]) == expected)
  }

  @Test func sharesAddUpToTheWhole() async throws {
    let expected = try await reference()
    let plan = try SmallSweep.plan()
    for number in [3, 1, 2] {
      let outcome = try await SmallSweep.run(plan, in: folder["s"], shard: Shard(number: number, count: 3)!)
      #expect([outcome.total, outcome.found, outcome.done] == [3, 0, 3])
    }
    #expect(try SmallSweep.digests(folder["s"]) == expected)
  }

  @Test func damagedAndMissingRecordsAreDoneAgain() async throws {
    let expected = try await reference()
    let plan = try SmallSweep.plan()
    let store = RunStore(folder["reference"])
    try store.scatter()
    #expect(truncate(store.loosePath(of: plan.runs[0].id), 50) == 0)
    #expect(unlink(store.loosePath(of: plan.runs[4].id)) == 0)
    let outcome = try await SmallSweep.run(plan, in: folder["reference"])
    #expect([outcome.total, outcome.found, outcome.done] == [9, 7, 2])
    #expect(try SmallSweep.digests(folder["reference"]) == expected)
  }

  @Test func aCancelledSweepGoesOn() async throws {
    let expected = try await reference()
    let plan = try SmallSweep.plan()
    let stopped = folder["stopped"]
    let work = Task { try await SmallSweep.run(plan, in: stopped, jobs: 2) }
    work.cancel()
    #expect(try await !work.value.isComplete)
    #expect(try await SmallSweep.run(plan, in: stopped, jobs: 2).isComplete)
    #expect(try SmallSweep.digests(stopped) == expected)
  }

  @Test func twoRunnersInOneFolderAgree() async throws {
    let expected = try await reference()
    let plan = try SmallSweep.plan()
    let shared = folder["shared"]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<3 { group.addTask { try await SmallSweep.run(plan, in: shared) } }
      try await group.waitForAll()
    }
    #expect(try SmallSweep.digests(shared) == expected)
    let names = try Files.names(in: folder["shared/records"])
    #expect(names.allSatisfy { $0.hasPrefix("segment-") } && (1...3).contains(names.count))
  }

  @Test func aRunDoesNotDependOnTheOtherCells() async throws {
    let plan = try SmallSweep.plan()
    let alone = try SmallSweep.plan(["sweep.gates.all=[{kind: sigmoid},{kind: bernoulli}]", "replicates=2"])
    try await SmallSweep.run(plan, in: folder["all"])
    try await SmallSweep.run(alone, in: folder["alone"])
    for run in alone.runs {
      let (mine, its) = (RunStore(folder["alone"]), RunStore(folder["all"]))
      let (a, b) = (try #require(try mine.record(of: run.id)), try #require(try its.record(of: run.id)))
      #expect(a.outcome.measurements == b.outcome.measurements)
      #expect(a.outcome.gates == b.outcome.gates)
    }
  }

  /// Axes in another order, their values in another order and some of them others: the records of the runs
  /// of both are the same but for the time that they took.
  @Test func sharedRunsAreTheSameFiles() async throws {
    let plan = try SmallSweep.plan(["sweep.network.hidden=[5, 4]"])
    let other = try SmallSweep.plan(
      text: SmallSweep.text.replacing("sweep:\n", with: "sweep:\n  network.hidden: [3, 4, 5]\n")
        .replacing(
          "[{kind: sigmoid}, {kind: bernoulli}, {kind: hard_threshold}]",
          with: "[{kind: bernoulli}, {kind: sigmoid}]"))
    try await SmallSweep.run(plan, in: folder["plan"])
    try await SmallSweep.run(other, in: folder["other"], jobs: 2)
    let (mine, its) = (plan.runs.map(\.id), other.runs.map(\.id))
    let shared = Set(mine).intersection(its)
    // Two policies, two sizes, three replicates; in another place of the plan.
    #expect(shared.count == 12)
    #expect(mine.filter(shared.contains) != its.filter(shared.contains))
    func lines(_ id: String, in name: String) throws -> [Substring] {
      let text = String(
        decoding: try #require(try RunStore(folder[name]).records().bytes(of: id)), as: UTF8.self)
      return text.split(separator: "\n").filter { !$0.hasPrefix("timing ") && !$0.hasPrefix("sha256 ") }
    }
    for id in shared {
      let record = try lines(id, in: "plan")
      #expect(try record == lines(id, in: "other"))
      #expect(record.count > 100)
    }
  }
}
