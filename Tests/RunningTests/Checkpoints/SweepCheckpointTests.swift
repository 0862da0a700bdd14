import Planning
import Running
import Synchronization
import TestSupport
import Testing

/// A sweep goes on from the checkpoints in its folder, and its bytes do not show it.
@Suite struct SweepCheckpointTests {
  let folder = TemporaryFolder()

  private static func plan(_ overrides: String...) throws -> ExperimentPlan {
    try SmallSweep.plan(["replicates=2", "evaluation.every=10", "training.checkpoint.every=4"] + overrides)
  }

  private var checkpoints: CheckpointFolder { CheckpointFolder(folder["r"]) }

  /// Runs a plan into `r`; returns the warnings.
  private func run(_ plan: ExperimentPlan) async throws -> [String] {
    let said = Said()
    try Files.makeFolder(folder["r"])
    let store = RunStore(folder["r"])
    let outcome = try await SweepRunner(
      plan, store: store, jobs: 2, progress: Progress(.lines) { said.add($0) }
    ).run()
    #expect(outcome.isComplete)
    try ResultTables(plan, store: store, provenance: Provenance(arguments: [])).write()
    return said.warnings
  }

  private final class Said: Sendable {
    private let texts = Mutex<[String]>([])
    func add(_ text: String) { texts.withLock { $0.append(text) } }
    var warnings: [String] { texts.withLock { $0.filter { $0.hasPrefix("warning") } } }
  }

  private func expectFresh(_ plan: ExperimentPlan) async throws {
    try await SmallSweep.run(plan, in: folder["fresh"])
    #expect(try SmallSweep.digests(folder["r"]) == SmallSweep.digests(folder["fresh"]))
  }

  private func plant(
    _ run: RunSpecification, update: Int, numerics: String = NumericsVersion.current, program: String? = nil
  ) throws -> CheckpointFile {
    try #require(try checkpoints.plant(run, update: update, numerics: numerics, program: program))
  }

  private func seconds(_ run: RunSpecification) throws -> Double {
    try #require(try RunStore(folder["r"]).records().record(of: run.id)).timing.wallSeconds
  }

  @Test func aShortRunKeepsNothing() async throws {
    let plan = try SmallSweep.plan(["replicates=1"])
    try await SmallSweep.run(plan, in: folder["r"])
    #expect(!Files.exists(checkpoints.path))
  }

  @Test func whatIsKeptGoesWithTheRun() async throws {
    let plan = try Self.plan()
    #expect(try await run(plan).isEmpty)
    #expect(!Files.exists(checkpoints.path))
    try await expectFresh(plan)
  }

  @Test func whatIsAskedForStays() async throws {
    let plan = try Self.plan("training.keep_checkpoints=true")
    #expect(try await run(plan).isEmpty)
    let entries = try checkpoints.entries()
    #expect(Set(entries.map(\.run)) == Set(plan.runs.map(\.id)))
    for entry in entries { #expect(try checkpoints.read(entry)?.checkpoint.update == 30) }
    // And goes when it is asked for no more.
    #expect(try await run(Self.plan()).isEmpty)
    #expect(try checkpoints.entries().isEmpty)
    try await expectFresh(plan)
  }

  @Test func aRunGoesOnFromItsCheckpoint() async throws {
    let plan = try Self.plan()
    _ = try plant(plan.runs[3], update: 17)
    #expect(try SweepStatus(plan, records: RunStore(folder["r"]).records()).checkpoints == [17])
    #expect(try await run(plan).isEmpty)
    #expect(try seconds(plan.runs[3]) > 1e6)
    #expect(try seconds(plan.runs[2]) < 1e5)
    #expect(try checkpoints.entries().isEmpty)
    try await expectFresh(plan)
  }

  /// Also of runs that are no longer in the plan, whose checkpoints then go.
  @Test func aLongerRunGoesOnFromAShorterOne() async throws {
    let (short, long) = (try Self.plan("training.updates=17"), try Self.plan())
    _ = try plant(short.runs[1], update: 12)
    _ = try plant(short.runs[4], update: 17)
    #expect(try await run(long).isEmpty)
    for place in [1, 4] { #expect(try seconds(long.runs[place]) > 1e6) }
    #expect(try checkpoints.entries().isEmpty)
    try await expectFresh(long)
  }

  /// A state beyond a run's end is of no use to it.
  @Test func aShorterRunBeginsAnew() async throws {
    let (short, long) = (try Self.plan("training.updates=17"), try Self.plan())
    _ = try plant(long.runs[0], update: 20)
    #expect(try await run(short).isEmpty)
    #expect(try seconds(short.runs[0]) < 1e5)
    #expect(try checkpoints.entries().isEmpty)
    try await expectFresh(short)
  }

  /// Of runs of two lengths in one plan the shorter one leaves the longer one's state alone.
  @Test func runsOfTwoLengthsKeepTheirOwn() async throws {
    let plan = try SmallSweep.plan(
      ["replicates=1", "sweep={training.updates: [17, 30]}"], text: SmallSweep.uncompared)
    let (short, long) = (plan.runs[0], plan.runs[1])
    #expect(short.trajectoryID == long.trajectoryID)
    let file = try plant(long, update: 20)
    let index = CheckpointIndex(checkpoints, plan)
    try index.remove(for: short, trajectory: file.trajectory)
    #expect(try checkpoints.entries().map(\.run) == [long.id])
    _ = try await run(plan)
    #expect(try seconds(short) < 1e5)
    #expect(try seconds(long) > 1e6)
    try await expectFresh(plan)
  }

  /// The furthest that can be read is gone on from; the others are named.
  @Test func whatIsOfNoUseIsPassedOver() async throws {
    let plan = try Self.plan()
    let (damaged, foreign, old, other, moved) = (
      plan.runs[0], plan.runs[1], plan.runs[2], plan.runs[3], plan.runs[4]
    )
    let file = try plant(damaged, update: 8)
    let path = checkpoints.path(of: .init(trajectory: file.trajectory, run: file.run))
    var bytes = try Files.read(path)
    bytes[bytes.count / 2] ^= 1
    try AtomicFile.write(bytes, to: path)
    _ = try plant(foreign, update: 8, program: "ab12")
    _ = try plant(old, update: 8, numerics: "sluice/numerics/v0")
    let strange = try plant(other, update: 8)
    try checkpoints.write(
      CheckpointFile(
        trajectory: strange.trajectory, run: strange.run, origin: strange.origin,
        checkpoint: Checkpoint(update: 8, state: [1, 2, 3]), timing: strange.timing))
    let mine = try plant(moved, update: 8)
    try Files.rename(
      checkpoints.path(of: .init(trajectory: mine.trajectory, run: mine.run)),
      to: checkpoints.path(of: .init(trajectory: mine.trajectory, run: plan.runs[5].id)))
    let warnings = try await run(plan).sorted()
    for (run, reason) in [
      (damaged.id, "is damaged"), (foreign.id, "was made by another program"),
      (old.id, "was made with sluice/numerics/v0"), (other.id, "cannot be read: it ends too early"),
      (plan.runs[5].id, "is damaged"),
    ] {
      #expect(
        warnings.contains { $0.hasSuffix("the checkpoint of \(run) \(reason); it is passed over\n") },
        "\(reason): \(warnings)")
    }
    #expect(warnings.count == 5)
    for place in 0..<5 { #expect(try seconds(plan.runs[place]) < 1e5) }
    try await expectFresh(plan)
  }

  /// A checkpoint that cannot be written costs nothing but itself; each run says so once.
  @Test func aFolderThatTakesNoneIsAWarning() async throws {
    let plan = try Self.plan()
    try Files.makeFolder(folder["r"])
    try AtomicFile.write("mine".utf8, to: checkpoints.path)
    let warnings = try await run(plan)
    #expect(warnings.count == 1 + plan.runs.count)
    #expect(
      warnings[0]
        == "warning: cannot read '\(checkpoints.path)': Not a directory; no run goes on from a checkpoint\n")
    #expect(
      warnings[1].hasSuffix("Not a directory; the run goes on, and would begin anew if it were stopped\n"))
    try await expectFresh(plan)
  }
}
