import Planning
import Recurrence

/// Does one run of a plan, as its study says, and times it.
struct RunExecution {
  private let run: RunSpecification
  private let team: ThreadTeam

  /// A run whose engine has as many threads.
  init(_ run: RunSpecification, threads: Int) {
    self.run = run
    team = ThreadTeam(threads)
  }

  /// Does the run, shows how far it is, and makes its record.
  ///
  /// - Returns: the record, and the units of progress that the run did without; `nil` where it was stopped.
  /// - Throws: what the study throws.
  func record(showing progress: Progress) throws -> (record: RunRecord, unitsLeft: Int)? {
    var steps = 0
    do {
      let record = try record(
        didAdvance: {
          steps += 1
          progress.advance(1)
        }, warn: { progress.warn("\(run.cell.name): \($0)") })
      return (record, run.specification.study.progressUnits - steps)
    } catch is CancellationError { return nil }
  }

  /// Does the run, and makes its record.
  ///
  /// - Parameters:
  ///   - didAdvance: called after every unit of progress, such as an update.
  ///   - warn: called with what a person should know that no table says.
  /// - Throws: `CancellationError`; what the study throws.
  private func record(didAdvance: @escaping () -> Void, warn: @escaping (String) -> Void) throws -> RunRecord
  {
    let watch = Watch(team)
    let context = RunContext(run, team: team, didAdvance: didAdvance, warn: warn)
    let outcome = try run.specification.study.run(context)
    return RunRecord(
      run: run.id, origin: try .current(for: run.specification), outcome: outcome, timing: watch.timing)
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
