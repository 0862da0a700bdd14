/// What a network's outputs are compared with.
public enum TargetKind: Sendable, Hashable, CaseIterable {
  /// Real numbers: squared or absolute loss, or quantiles.
  case real
  /// One class index a row: softmax and cross-entropy.
  case classIndex
  /// Bits: sigmoid and binary cross-entropy.
  case bits
  /// Integers ≥ 0, unscaled: exponential read-out and the likelihood of a distribution of counts.
  case count

  /// The kind in words.
  public var words: String {
    switch self {
    case .real: "real numbers"
    case .classIndex: "classes"
    case .bits: "bits"
    case .count: "counts"
    }
  }
}
