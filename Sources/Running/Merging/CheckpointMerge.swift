import Planning

/// Copies the checkpoints of a plan's runs from several folders into one.
///
/// A checkpoint is copied where it is to outlive its run, or where the run is not finished yet. Of several of one run the one after the most
/// updates stays; of equally many the first, and the others must have the same state. What cannot be gone on from counts as not there.
struct CheckpointMerge {
  let plan: ExperimentPlan
  let sources: [RunStore]
  let out: RunStore

  /// What came of it.
  struct Findings {
    /// Checkpoints that were copied.
    var copied = 0
    /// What is wrong with each that was left out, in words.
    var useless: [String] = []
    /// Those that differ from the one that is kept.
    var conflicts: [CheckpointConflict] = []
  }

  /// Copies, once the records are there, until the task is cancelled.
  ///
  /// - Throws: ``IOError``.
  func run() throws -> Findings {
    var findings = Findings()
    let found = try sources.map { source throws(IOError) in
      let folder = CheckpointFolder(source.folder)
      return (folder, try folder.entries())
    }
    // In most folders there are none, and nothing is hashed or read for them.
    guard found.contains(where: { !$0.1.isEmpty }) else { return findings }
    let wanted = try wantedRuns()
    for (folder, entries) in found {
      for entry in entries {
        guard !Task.isCancelled else { return findings }
        guard let run = wanted[entry.trajectory] else { continue }
        try take(entry, of: run, from: folder, &findings)
      }
    }
    return findings
  }

  /// A run of each trajectory whose checkpoints are of use.
  private func wantedRuns() throws -> [String: RunSpecification] {
    let records = try out.records()
    var runs: [String: RunSpecification] = [:]
    for run in plan.runs {
      guard let rule = run.specification.study.checkpoints else { continue }
      let origin = try RecordOrigin.current(for: run.specification, numerics: plan.numerics)
      if try rule.isKept || records.state(of: run.id, for: origin) != .finished { runs[run.trajectory] = run }
    }
    return runs
  }

  private func take(
    _ entry: CheckpointFolder.Entry, of run: RunSpecification, from folder: CheckpointFolder,
    _ findings: inout Findings
  ) throws {
    let target = CheckpointFolder(out.folder)
    let other: CheckpointFile
    do throws(UselessCheckpoint) {
      guard let file = try folder.usable(entry, for: run, numerics: plan.numerics) else { return }
      other = file
    } catch {
      findings.useless.append("the checkpoint of \(entry.run) in '\(folder.results)' \(error.reason)")
      return
    }
    // One that is of no use is replaced.
    let kept = try? target.usable(entry, for: run, numerics: plan.numerics)
    guard let kept, kept.checkpoint.update >= other.checkpoint.update else {
      try target.write(other)
      findings.copied += 1
      return
    }
    guard kept.checkpoint.update == other.checkpoint.update, kept.checkpoint.state != other.checkpoint.state
    else { return }
    findings.conflicts.append(
      CheckpointConflict(
        run: entry.run, update: kept.checkpoint.update, kept: target.path(of: entry),
        other: folder.path(of: entry),
        byte: ByteDifference.first(kept.checkpoint.state, other.checkpoint.state)))
  }
}
