/// Which engine computes.
public enum Precision: String, Sendable, Hashable, CaseIterable {
  /// The fast engine, in single precision.
  case float32
  /// The reference engine, in double precision.
  case float64
}
