import Planning
import Running
import Studies
import TestSupport
import Testing

/// A merged folder has the checkpoints of its parts, so that its runs go on from them.
@Suite struct MergedCheckpointTests {
  let folder = TemporaryFolder()

  private static func plan(_ overrides: String...) throws -> ExperimentPlan {
    try SmallSweep.plan(["replicates=2", "evaluation.every=10"] + overrides)
  }

  private static let kept = "training.keep_checkpoints=true"

  private func checkpoints(_ name: String) -> CheckpointFolder { CheckpointFolder(folder[name]) }

  @discardableResult
  private func plant(
    _ run: RunSpecification, update: Int, in name: String, program: String? = nil
  ) throws -> CheckpointFile {
    try #require(try checkpoints(name).plant(run, update: update, program: program))
  }

  private func merge(
    _ plan: ExperimentPlan, _ names: [String] = ["a", "b"], into out: String = "merged"
  ) async throws -> FolderMerge.Outcome {
    try Files.makeFolder(folder[out])
    return try await FolderMerge(plan, from: names.map { folder[$0] }, into: RunStore(folder[out])).run()
  }

  private func file(_ name: String, _ run: RunSpecification) throws -> CheckpointFile? {
    try checkpoints(name).read(.init(trajectory: try #require(run.trajectoryID), run: run.id))
  }

  private func seconds(_ run: RunSpecification) throws -> Double {
    try #require(try RunStore(folder["merged"]).record(of: run.id)).timing.wallSeconds
  }

  /// Shares of a sweep are merged, and twice the updates go on from where they ended.
  @Test func longerRunsGoOn() async throws {
    let (plan, longer) = (try Self.plan(Self.kept), try Self.plan("training.updates=60"))
    for (number, name) in [(1, "a"), (2, "b")] {
      try await SmallSweep.run(plan, in: folder[name], shard: Shard(number: number, count: 2)!)
    }
    // So that it shows in the record who went on from it.
    try plant(plan.runs[3], update: 30, in: "b")
    let outcome = try await merge(plan)
    #expect(outcome.checkpoints == plan.runs.count && outcome.uselessCheckpoints.isEmpty)
    #expect(try Set(checkpoints("merged").entries().map(\.run)) == Set(plan.runs.map(\.id)))
    // The merge is done again, and finds all there.
    #expect(try await merge(plan).checkpoints == 0)
    try await SmallSweep.run(longer, in: folder["merged"])
    #expect(try seconds(longer.runs[3]) > 1e6 && seconds(longer.runs[2]) < 1e6)
    try await SmallSweep.run(longer, in: folder["fresh"])
    #expect(try SmallSweep.digests(folder["merged"]) == SmallSweep.digests(folder["fresh"]))
  }

  @Test(arguments: [["a", "b"], ["b", "a"]]) func theLaterOneStays(order: [String]) async throws {
    let plan = try Self.plan(Self.kept)
    try plant(plan.runs[0], update: 12, in: "a")
    let later = try plant(plan.runs[0], update: 20, in: "b")
    let outcome = try await merge(plan, order)
    #expect(outcome.checkpointConflicts == nil && outcome.finished == 0)
    #expect(try file("merged", plan.runs[0]) == later)
  }

  /// Writes another checkpoint of the run of one, which took another time.
  private func writeCopy(of file: CheckpointFile, _ checkpoint: Checkpoint, to name: String) throws {
    try Files.makeFolder(folder[name])
    try checkpoints(name).write(
      CheckpointFile(
        trajectory: file.trajectory, run: file.run, origin: file.origin, checkpoint: checkpoint,
        timing: .init(wallSeconds: 1, processorSeconds: 1)))
  }

  /// Another state after the same update cannot be; another timing can.
  @Test func statesThatDifferAreBothKept() async throws {
    let plan = try Self.plan(Self.kept)
    let first = try plant(plan.runs[0], update: 12, in: "a")
    var state = first.checkpoint.state
    state[40] ^= 1
    try writeCopy(of: first, Checkpoint(update: 12, state: state), to: "b")
    let second = try plant(plan.runs[1], update: 12, in: "a")
    try writeCopy(of: second, second.checkpoint, to: "b")
    let outcome = try await merge(plan)
    let conflict = try #require(outcome.checkpointConflicts?.conflicts.first)
    let name = "\(first.trajectory).\(first.run)"
    #expect(outcome.checkpointConflicts?.conflicts.count == 1 && outcome.checkpoints == 2)
    #expect(conflict.run == first.run && conflict.update == 12 && conflict.byte == 40)
    #expect(conflict.kept == folder["merged/checkpoints/\(name)"])
    #expect(conflict.other == folder["b/checkpoints/\(name)"])
    #expect(try file("merged", plan.runs[0]) == first)
    #expect(try file("b", plan.runs[0])?.checkpoint.state == state)
  }

  @Test func whatIsOfNoUseIsLeftOut() async throws {
    let plan = try Self.plan(Self.kept)
    try plant(plan.runs[0], update: 12, in: "a", program: "ab12")
    let damaged = try plant(plan.runs[1], update: 12, in: "a")
    let path = folder["a/checkpoints/\(damaged.trajectory).\(damaged.run)"]
    try AtomicFile.write(try Files.read(path).dropLast(1), to: path)
    let sound = try plant(plan.runs[1], update: 4, in: "b")
    try plant(try Self.plan("network.hidden=7").runs[0], update: 12, in: "b")
    let outcome = try await merge(plan)
    #expect(
      Set(outcome.uselessCheckpoints) == [
        "the checkpoint of \(plan.runs[0].id) in '\(folder["a"])' was made by another program",
        "the checkpoint of \(plan.runs[1].id) in '\(folder["a"])' is damaged",
      ])
    #expect(try checkpoints("merged").entries().map(\.run) == [plan.runs[1].id])
    #expect(try file("merged", plan.runs[1]) == sound)
    // What has been damaged in the merged folder is replaced.
    let merged = folder["merged/checkpoints/\(damaged.trajectory).\(damaged.run)"]
    try AtomicFile.write("cut".utf8, to: merged)
    #expect(try await merge(plan, ["b"]).checkpoints == 1)
    #expect(try file("merged", plan.runs[1]) == sound)
  }

  /// Without `keep_checkpoints` a state is of use as long as its run is not finished anywhere.
  @Test func runsUnderWayGoOn() async throws {
    let plan = try Self.plan()
    try await SmallSweep.run(plan, in: folder["a"], shard: Shard(number: 1, count: 2)!)
    for place in [2, 3] { try plant(plan.runs[place], update: 17, in: "b") }
    #expect(try await merge(plan).checkpoints == 1)
    try await SmallSweep.run(plan, in: folder["merged"])
    #expect(try seconds(plan.runs[3]) > 1e6 && seconds(plan.runs[2]) < 1e6)
    #expect(try checkpoints("merged").entries().isEmpty)
    try await SmallSweep.run(plan, in: folder["fresh"])
    #expect(try SmallSweep.digests(folder["merged"]) == SmallSweep.digests(folder["fresh"]))
  }
}
