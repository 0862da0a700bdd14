/// What an experiment does.
public enum ExperimentKind: String, Sendable, Hashable, CaseIterable {
  /// Trains networks over a sweep and compares them.
  case train
  /// Computes one cell from explicit numbers, step by step.
  case trace
}

/// Which engine computes.
public enum Precision: String, Sendable, Hashable, CaseIterable {
  /// The fast engine, in single precision.
  case float32
  /// The reference engine, in double precision.
  case float64
}
