/// Where a sequence's targets stand.
public enum TargetPlacement: String, Sendable, Hashable, CaseIterable {
  /// One target row, read from the state after the sequence's last step.
  case last
  /// A target row at every step.
  case every
}
