/// What an experiment does.
public enum ExperimentKind: String, Sendable, Hashable, CaseIterable {
  /// Trains networks over a sweep and compares them.
  case train
  /// Runs networks many times with different noise, and teaches them nothing.
  case simulate
  /// Holds gradient rules against the exact gradient of a small network.
  case certify
  /// Computes one cell from explicit numbers, step by step.
  case trace

  /// Whether it is a sweep of runs that are kept, for `sluice run`.
  public var isSwept: Bool { self != .trace }

  /// The kinds that are swept, in words.
  static var swept: String { allCases.filter(\.isSwept).map(\.rawValue).joined(separator: " or ") }
}

/// Which engine computes.
public enum Precision: String, Sendable, Hashable, CaseIterable {
  /// The fast engine, in single precision.
  case float32
  /// The reference engine, in double precision.
  case float64
}
