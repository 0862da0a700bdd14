import Planning
import Recurrence

/// Does one run of a plan, as its study says, and times it.
struct RunExecution {
  private let run: RunSpecification
  private let team: ThreadTeam
  private let index: CheckpointIndex?

  /// A run whose engine has as many threads.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - threads: the threads of its engine.
  ///   - checkpoints: where it goes on from and keeps its state; `nil` where it begins at its beginning and keeps nothing.
  init(_ run: RunSpecification, threads: Int, checkpoints: CheckpointIndex? = nil) {
    self.run = run
    team = ThreadTeam(threads)
    index = checkpoints
  }

  /// What a run that was not stopped has come to.
  struct Done {
    /// The record.
    let record: RunRecord
    /// The units of progress that the run did without.
    let unitsLeft: Int
    /// What has been kept on the way.
    let checkpoints: RunCheckpoints?
  }

  /// Does the run, shows how far it is, and makes its record.
  ///
  /// - Returns: `nil` where it was stopped.
  /// - Throws: what the study throws.
  func perform(showing progress: Progress) throws -> Done? {
    var steps = 0
    let watch = Watch(team)
    let warn: (String) -> Void = { progress.warn("\(run.cell.name): \($0)") }
    let checkpoints = index.flatMap { index in
      RunCheckpoints(
        run, index, cost: { watch.timing },
        didResume: {
          steps += $0
          progress.resume($0)
        }, warn: warn)
    }
    let context = RunContext(
      run, team: team,
      didAdvance: {
        steps += 1
        progress.advance(1)
      }, didMeasure: { progress.measure($0, of: run) }, warn: warn, checkpoints: checkpoints)
    do {
      let outcome = try run.specification.study.run(context)
      let record = RunRecord(
        run: run.id, origin: try .current(for: run.specification), outcome: outcome,
        timing: checkpoints?.timing ?? watch.timing)
      return Done(
        record: record, unitsLeft: run.specification.study.progressUnits - steps, checkpoints: checkpoints)
    } catch is CancellationError { return nil }
  }
}

/// Measures what a run costs, from when it is made.
private struct Watch {
  private let wall = ContinuousClock.now
  private let processor = ProcessorTime.seconds
  private let team: ThreadTeam

  init(_ team: ThreadTeam) { self.team = team }

  var timing: RunRecord.Timing {
    RunRecord.Timing(
      wallSeconds: (ContinuousClock.now - wall) / .seconds(1),
      // A run never changes its thread, for it never suspends.
      processorSeconds: ProcessorTime.seconds - processor + team.helperSeconds)
  }
}
