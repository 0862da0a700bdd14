public import Snapshots

/// Keeps the state of one run on the way, and gives back what an earlier attempt has kept.
///
/// A run asks ``isDue(after:of:)`` between two updates, before it measures, and hands its state to ``keep(_:)``. Only when a state is kept may
/// depend on time; no value of a run does.
public protocol CheckpointKeeper: AnyObject {
  /// The run as an earlier attempt left it, the furthest that can be read; `nil` where it has to begin at its beginning.
  ///
  /// - Parameters:
  ///   - updates: the updates of the run, beyond which no state is of use.
  ///   - read: makes the run of a state that was kept; where it throws, the state is passed over with a warning.
  func resume<Run>(
    upTo updates: Int, _ read: (Checkpoint) throws(SnapshotError) -> Run
  ) -> Run?

  /// Whether the state after these updates, of so many in all, has to be kept.
  func isDue(after update: Int, of updates: Int) -> Bool

  /// Keeps a state in place of the last one. What cannot be kept is a warning: the run goes on without.
  func keep(_ checkpoint: Checkpoint)
}
