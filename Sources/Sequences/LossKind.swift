/// What is minimized: a mean over all counted target values.
///
/// A target value counts where the batch's mask says so and, with targets at every step, only within its
/// sequence's length. With y the output and t the target:
/// - squared: (y − t)²
/// - absolute: |y − t|, with slope 0 at y = t
/// - cross-entropy: −ln y_c for the class index c = t; one value a row
/// - binary cross-entropy: −t·ln y − (1 − t)·ln(1 − y)
///
/// Both entropies are computed from the read-out's pre-activations in stable forms: no ln of a rounded 0.
public enum LossKind: String, Sendable, Hashable, CaseIterable {
  /// (y − t)².
  case squared
  /// |y − t|.
  case absolute
  /// −ln y_c, for class indices behind a softmax.
  case crossEntropy = "cross_entropy"
  /// −t·ln y − (1 − t)·ln(1 − y), for bits behind a sigmoid.
  case binaryCrossEntropy = "binary_cross_entropy"

  /// The targets that this loss is defined for.
  public var targets: [TargetKind] {
    switch self {
    case .squared, .absolute: [.real, .bits]
    case .crossEntropy: [.classIndex]
    case .binaryCrossEntropy: [.bits]
    }
  }
}
