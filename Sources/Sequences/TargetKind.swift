/// What a network's outputs are compared with.
public enum TargetKind: Sendable, Hashable {
  /// Real numbers: squared or absolute loss.
  case real
  /// One class index a row: softmax and cross-entropy.
  case classIndex
  /// Bits: sigmoid and binary cross-entropy.
  case bits
}
