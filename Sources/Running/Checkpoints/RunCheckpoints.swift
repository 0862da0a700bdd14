import Planning
import Snapshots

/// Keeps the state of one run in a results folder, by the rule of its study.
///
/// The clock decides when; nothing that is kept depends on it.
final class RunCheckpoints: CheckpointKeeper {
  /// Writing takes at most this share of the time.
  static let share = 0.01

  private let run: RunSpecification
  private let rule: CheckpointRule
  private let index: CheckpointIndex
  private let warn: (String) -> Void
  private let didResume: (Int) -> Void
  private let cost: () -> RunRecord.Timing
  /// What earlier attempts spent on the state that this one went on from.
  private var before = RunRecord.Timing(wallSeconds: 0, processorSeconds: 0)
  /// The update of the last state kept, or of the beginning.
  private var last = 0
  private var due: ContinuousClock.Instant = .now
  private var hasKept = false
  private var hasFailed = false
  /// Most runs neither find nor keep anything, and need none.
  private lazy var trajectory = run.trajectory

  /// The checkpoints of a run; `nil` where its study keeps none.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - index: the checkpoints that there are.
  ///   - cost: what this attempt has cost so far.
  ///   - didResume: called with the updates that are made already when the run goes on from a checkpoint.
  ///   - warn: called with what a person should know.
  init?(
    _ run: RunSpecification, _ index: CheckpointIndex, cost: @escaping () -> RunRecord.Timing,
    didResume: @escaping (Int) -> Void, warn: @escaping (String) -> Void
  ) {
    guard let rule = run.specification.study.checkpoints else { return nil }
    self.run = run
    self.rule = rule
    self.index = index
    self.cost = cost
    self.didResume = didResume
    self.warn = warn
    schedule(after: 0)
  }

  /// What the run has cost so far, earlier attempts included.
  var timing: RunRecord.Timing {
    let now = cost()
    return RunRecord.Timing(
      wallSeconds: before.wallSeconds + now.wallSeconds,
      processorSeconds: before.processorSeconds + now.processorSeconds)
  }

  func resume<Run>(
    upTo updates: Int, _ read: (Checkpoint) throws(SnapshotError) -> Run
  ) -> Run? {
    guard !index.isEmpty else { return nil }
    for file in index.candidates(
      for: run, trajectory: trajectory, upTo: updates, refuse: refuse)
    {
      do throws(SnapshotError) {
        let run = try read(file.checkpoint)
        before = file.timing
        last = file.checkpoint.update
        didResume(last)
        return run
      } catch { refuse(file.run, "cannot be read: \(error.description)") }
    }
    return nil
  }

  private func refuse(_ run: String, _ reason: String) {
    warn("the checkpoint of \(run) \(reason); it is passed over")
  }

  func isDue(after update: Int, of updates: Int) -> Bool {
    guard update > last else { return false }
    if rule.isKept, update == updates { return true }
    switch rule.interval {
    case .updates(let every): return update % every == 0
    case .seconds: return ContinuousClock.now >= due
    }
  }

  func keep(_ checkpoint: Checkpoint) {
    let start = ContinuousClock.now
    last = checkpoint.update
    do {
      try index.folder.write(
        CheckpointFile(
          trajectory: trajectory, run: run.id, origin: .current(for: run.specification),
          checkpoint: checkpoint, timing: timing))
      hasKept = true
    } catch {
      if !hasFailed { warn("\(error); the run goes on, and would begin anew if it were stopped") }
      hasFailed = true
    }
    schedule(after: (ContinuousClock.now - start) / .seconds(1))
  }

  /// Sets when the next one is due, where the last took so many seconds.
  private func schedule(after cost: Double) {
    guard case .seconds(let seconds) = rule.interval else { return }
    due = .now + .seconds(max(seconds, cost / Self.share))
  }

  /// Whether there is something to remove once the run's record lasts.
  var isLeft: Bool {
    !rule.isKept && (hasKept || !index.isEmpty && !index.entries(for: trajectory).isEmpty)
  }

  /// Removes what the run has kept, once its record lasts.
  func finish() {
    do { try index.remove(for: run, trajectory: trajectory) } catch { warn("\(error)") }
  }
}
