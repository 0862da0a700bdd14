package import Planning

/// The checkpoints that there are when a command begins, by trajectory, so that no run has to look through the folder for itself.
///
/// No run needs one: what cannot be read or removed is a warning.
package struct CheckpointIndex: Sendable {
  /// The folder.
  let folder: CheckpointFolder
  /// The runs whose checkpoints there are of each trajectory.
  private let runs: [String: [String]]
  /// The runs of the plan; empty where there are no checkpoints, which saves hashing their ids.
  private let planned: Set<String>

  /// Looks into a folder.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - plan: the plan that is gone on with.
  ///   - warn: called with what is wrong.
  package init(_ folder: CheckpointFolder, _ plan: ExperimentPlan, warn: (String) -> Void = { _ in }) {
    self.folder = folder
    var entries: [CheckpointFolder.Entry] = []
    do { entries = try folder.entries() } catch { warn("\(error); no run goes on from a checkpoint") }
    runs = Dictionary(grouping: entries, by: \.trajectory).mapValues { $0.map(\.run) }
    planned = runs.isEmpty ? [] : Set(plan.runs.lazy.map(\.id))
  }

  /// Whether there are none, as in most folders.
  var isEmpty: Bool { runs.isEmpty }

  /// The checkpoints from which a run could go on: its own, and those of runs of other lengths.
  func entries(for trajectory: String) -> [CheckpointFolder.Entry] {
    (runs[trajectory] ?? []).map { .init(trajectory: trajectory, run: $0) }
  }

  /// The checkpoint that a run goes on from; `nil` where none is there and sound.
  func furthest(of run: RunSpecification) -> Checkpoint? {
    guard !isEmpty, run.specification.study.checkpoints != nil else { return nil }
    return candidates(
      for: run, trajectory: run.trajectory, upTo: run.specification.study.progressUnits, refuse: { _, _ in }
    ).first?.checkpoint
  }

  /// The checkpoints that this program can go on from with a run, the furthest first.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - trajectory: its trajectory.
  ///   - updates: the updates beyond which none is of use.
  ///   - refuse: called with the run of every other, and why it is of no use.
  func candidates(
    for run: RunSpecification, trajectory: String, upTo updates: Int,
    refuse: (_ run: String, _ reason: String) -> Void
  ) -> [CheckpointFile] {
    entries(for: trajectory).compactMap { entry in
      do throws(UselessCheckpoint) {
        return try folder.usable(entry, for: run)
      } catch {
        refuse(entry.run, error.reason)
        return nil
      }
    }.filter { $0.checkpoint.update <= updates }.sorted { $0.checkpoint.update > $1.checkpoint.update }
  }

  /// Removes what a finished run has no more use for: its own checkpoint, and those of runs of other lengths that the plan does not have.
  package func remove(for run: RunSpecification, trajectory: String) throws(IOError) {
    try folder.remove(.init(trajectory: trajectory, run: run.id))
    for entry in entries(for: trajectory) where !planned.contains(entry.run) { try folder.remove(entry) }
  }

  /// Removes what finished runs have left, which a killed runner could not.
  func removeLeftovers(of finished: some Sequence<RunSpecification>, warn: (String) -> Void) {
    guard !isEmpty else { return }
    for run in finished where run.specification.study.checkpoints?.isKept == false {
      let trajectory = run.trajectory
      guard runs[trajectory] != nil else { continue }
      do { try remove(for: run, trajectory: trajectory) } catch { return warn("\(error)") }
    }
  }
}

extension RunSpecification {
  /// What checkpoints of the run are known by. A study without a key of length goes on from a run's own checkpoints alone.
  var trajectory: String { trajectoryID ?? "t-" + id.dropFirst(2) }
}
