/// Two checkpoints of one run after the same update that differ in more than their timing, which no two makings of a run may.
public struct CheckpointConflict: Sendable, Hashable {
  /// `r-…`.
  public let run: String
  /// Updates made.
  public let update: Int
  /// The file that the merged folder has.
  public let kept: String
  /// The file that differs.
  public let other: String
  /// The first byte of the state that differs, from 0.
  public let byte: Int

  /// The run, the files and the first byte that differs.
  var text: String { "\(run) after update \(update): byte \(byte) of the state in '\(kept)' and '\(other)'" }
}

/// Runs that folders have different states of.
public struct CheckpointConflicts: Error, Sendable, Hashable, CustomStringConvertible {
  /// The states that differ from the one that is kept; never empty.
  public let conflicts: [CheckpointConflict]

  /// `nil` where there are none.
  init?(ifAny conflicts: [CheckpointConflict]) {
    guard !conflicts.isEmpty else { return nil }
    self.conflicts = conflicts
  }

  /// Up to eight runs, with the files and the first byte that differs.
  public var description: String {
    let list = ConflictList.text(conflicts.map(\.text))
    let count = "\(conflicts.count) checkpoint\(conflicts.count == 1 ? " differs" : "s differ")"
    return """
      \(count) from another of the same run and update, and no two makings of a run may:
      \(list)all of them are kept, and no tables are written. Without its checkpoint a run begins anew: remove the wrong ones, and \
      merge again
      """
  }
}
