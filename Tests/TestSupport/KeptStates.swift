package import Planning
import Recurrence
package import Snapshots

/// Keeps the states of a run in memory, after every update that is asked for, and hands one out to go on from.
package final class KeptStates: CheckpointKeeper {
  /// The states in the order of their updates.
  package private(set) var states: [Checkpoint] = []
  /// The update that the run went on from; `nil` where it began at its beginning.
  package private(set) var resumed: Int?
  /// Why the state to go on from was refused.
  package private(set) var refusal: SnapshotError?
  private let start: Checkpoint?

  /// A keeper of every state.
  ///
  /// - Parameter start: the state to go on from.
  package init(from start: Checkpoint? = nil) { self.start = start }

  package func resume<Run>(
    upTo updates: Int, _ read: (Checkpoint) throws(SnapshotError) -> Run
  ) -> Run? {
    guard let start, start.update <= updates else { return nil }
    do throws(SnapshotError) {
      let run = try read(start)
      resumed = start.update
      return run
    } catch {
      refusal = error
      return nil
    }
  }

  package func isDue(after _: Int, of _: Int) -> Bool { true }

  package func keep(_ checkpoint: Checkpoint) { states.append(checkpoint) }
}

extension RunSpecification {
  /// Does the run, from a state on and by several threads where that is asked for; nothing is written anywhere.
  package func outcome(_ states: KeptStates, threads: Int = 1) throws -> RunOutcome {
    try specification.study.run(RunContext(self, team: ThreadTeam(threads), checkpoints: states))
  }
}
