import Digest
import Planning
import Running
import TestSupport
import Testing

/// A folder that is as it was computed agrees in every byte, whatever it holds, and nothing in it is written.
@Suite struct VerificationTests {
  let folder = VerifiedFolder()

  @Test(arguments: [[], VerifiedFolder.everything, VerifiedFolder.everything + ["training.weights=packed"]])
  func aSoundFolderAgrees(overrides: [String]) async throws {
    let plan = try SmallSweep.plan(overrides)
    try await SmallSweep.run(plan, in: folder.path)
    let before = try folder.digests()
    let result = try await folder.verify(plan, jobs: 2)
    #expect(result.recomputed == 9 && result.agreeing == 9 && result.total == 9)
    #expect(result.differences == [] && result.remarks == [])
    let tables = try SmallSweep.digests(folder.path).keys.sorted()
    let packs = overrides.contains("training.weights=packed") ? ["weights/pack-0000.safetensors"] : []
    #expect(result.files.sorted() == (tables + packs).sorted())
    #expect(result.files.last == "manifest.json")
    #expect(try folder.digests() == before)
  }

  /// A run's record does not say how long it took when it is computed again.
  @Test func timesMayDiffer() async throws {
    let plan = try SmallSweep.plan()
    try await SmallSweep.run(plan, in: folder.path)
    let record = try #require(try folder.store.record(of: plan.runs[0].id))
    try folder.store.replace(
      by:
        RunRecord(
          run: record.run, outcome: record.outcome, timing: .init(wallSeconds: 1e6, processorSeconds: 0)))
    #expect(try await folder.verify(plan).differences == [])
  }

  /// Without tables there is nothing to say of them, and with those of fewer runs they are the tables of these.
  @Test func anUnfinishedSweepAgrees() async throws {
    let plan = try SmallSweep.plan(VerifiedFolder.everything)
    let shares = (1...3).compactMap { Shard(number: $0, count: 3) }
    try await SmallSweep.run(plan, in: folder.path, shard: shares[0])
    let tables = try SmallSweep.digests(folder.path)
    try await SmallSweep.run(plan, in: folder.path, shard: shares[1])
    for name in tables.keys { try Files.remove(folder[name]) }
    let early = try await folder.verify(plan)
    #expect(early.recomputed == 6 && early.agreeing == 6 && early.files == [] && early.differences == [])
    #expect(early.remarks == ["there are no tables yet"])

    let other = VerifiedFolder()
    try await SmallSweep.run(plan, in: other.path, shard: shares[0])
    let work = SweepRunner(
      plan, store: other.store, jobs: 1, shard: shares[1], progress: Progress(.quiet, write: { _ in }))
    _ = try await work.run()
    let late = try await other.verify(plan)
    #expect(late.recomputed == 6 && late.agreeing == 6 && late.differences == [])
    #expect(late.files.sorted() == tables.keys.sorted())
    #expect(
      late.remarks == ["the tables are of 3 of the 6 finished runs; `sluice export` writes those of all"])
  }

  @Test func aShareIsNestedAndNeverEmpty() async throws {
    let ids = (0..<4000).map { "r-" + SHA256.hexadecimal("\($0)".utf8).prefix(20) }
    var last: Set<String> = []
    for fraction in [1e-9, 0.001, 0.01, 0.1, 0.5, 0.9, 1] {
      let share = RunShare.of(ids, fraction: fraction)
      #expect(share == RunShare.of(ids.reversed(), fraction: fraction))
      #expect(last.isSubset(of: share) && !share.isEmpty)
      // Four standard deviations of a count of hashes.
      let deviation = (fraction * (1 - fraction) * 4000).squareRoot()
      #expect(abs(Double(share.count) - fraction * 4000) <= max(1, 4 * deviation))
      last = share
    }
    #expect(last.count == 4000)
    // The share of the whole is all, at the upper edge of ids too.
    #expect(RunShare.of(["r-ffffffffffffffffffff"], fraction: 1).count == 1)
    #expect(RunShare.of(["r-ffffffffffffffffffff", "r-8000000000000"], fraction: 0.5) == ["r-8000000000000"])

    let plan = try SmallSweep.plan()
    try await SmallSweep.run(plan, in: folder.path)
    #expect(try await folder.verify(plan, .fraction(1)).recomputed == 9)
    let share = RunShare.of(plan.runs.map(\.id), fraction: 0.4)
    #expect(try await folder.verify(plan, .fraction(0.4)).recomputed == share.count)
  }

  @Test func chosenRuns() async throws {
    let plan = try SmallSweep.plan()
    try await SmallSweep.run(plan, in: folder.path, shard: #require(Shard(number: 1, count: 2)))
    let ids = plan.runs.map(\.id)
    #expect(try await folder.verify(plan, .runs([ids[4], ids[0], ids[4]])).recomputed == 2)
    let unfinished = await #expect(throws: VerificationRefusal.self) {
      try await folder.verify(plan, .runs([ids[0], ids[1]]))
    }
    #expect(unfinished?.cause == .nothing)
    #expect(unfinished?.description.contains("the run \(ids[1]) is not finished") == true)
    let unknown = await #expect(throws: VerificationRefusal.self) {
      try await folder.verify(plan, .runs([String(ids[2].dropLast())]))
    }
    #expect(unknown?.cause == .request)
    #expect(unknown?.description.contains("(did you mean '\(ids[2])'?)") == true)
    let empty = VerifiedFolder()
    let nothing = await #expect(throws: VerificationRefusal.self) { try await empty.verify(plan) }
    #expect(nothing?.cause == .nothing)
  }

  @Test func anotherProgramsRunsAreRefused() async throws {
    let plan = try SmallSweep.plan()
    try await SmallSweep.run(plan, in: folder.path)
    let record = try #require(try folder.store.record(of: plan.runs[3].id))
    try folder.store.replace(
      by:
        RunRecord(
          run: record.run,
          origin: RecordOrigin(numerics: NumericsVersion.current, program: "ab12cd34ef56ab78"),
          outcome: record.outcome, timing: record.timing))
    let refusal = await #expect(throws: VerificationRefusal.self) { try await folder.verify(plan) }
    #expect(refusal?.cause == .otherCode)
    #expect(refusal?.description.contains("the program ab12cd34ef56…") == true)
    #expect(refusal?.description.contains(plan.runs[3].id) == true)
    #expect(try await folder.verify(plan, .runs([plan.runs[2].id])).differences == [])
  }
}
