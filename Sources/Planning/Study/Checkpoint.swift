/// The state of a run after some of its updates, as its study writes it down.
///
/// It is what the run has come to before anything is measured after these updates, so that it does not depend on how many updates the
/// run has in all.
public struct Checkpoint: Sendable, Hashable {
  /// Updates made.
  public let update: Int
  /// Everything that a run remembers of them.
  public let state: [UInt8]

  /// A state.
  public init(update: Int, state: [UInt8]) {
    self.update = update
    self.state = state
  }
}
