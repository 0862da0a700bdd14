public import Catalog
import Gating

/// −t·ln y − (1 − t)·ln(1 − y) for bits t behind a sigmoid, or for probabilities t.
///
/// Computed as t·s(−a) + (1 − t)·s(a), s(a) = ln(1 + eᵃ), from the pre-activations: no ln of a rounded 0.
public struct BinaryCrossEntropyLoss: ElementwiseLoss, KindWithoutSettings {
  /// The catalog entry of `binary_cross_entropy`.
  public static let description = KindDescription(
    "binary_cross_entropy",
    summary: "The negative logarithm of the probability given to the bit that happened.",
    formula: "−t·ln y − (1 − t)·ln(1 − y)")
  /// Bits.
  public static let targets: [TargetKind] = [.bits]
  /// The sigmoid.
  public static let readout: ReadoutKind? = .sigmoid

  /// The loss.
  public init() {}

  /// ∂/∂a = y − t.
  public func term(_ x: LossTerm) -> LossTerm.Cost {
    LossTerm.Cost(Self.loss(x.preActivation, x.target), slope: x.output - x.target)
  }

  /// A certain target leaves the other term out: 0·∞ would be NaN.
  private static func loss(_ a: Double, _ t: Double) -> Double {
    if t == 1 { return VectorMath.softplus(-a) }
    if t == 0 { return VectorMath.softplus(a) }
    return t * VectorMath.softplus(-a) + (1 - t) * VectorMath.softplus(a)
  }
}

extension Loss where Self == BinaryCrossEntropyLoss {
  /// −t·ln y − (1 − t)·ln(1 − y).
  public static var binaryCrossEntropy: BinaryCrossEntropyLoss { BinaryCrossEntropyLoss() }
}
