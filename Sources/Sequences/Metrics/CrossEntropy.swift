public import Catalog
import Gating

/// The mean negative logarithm of the probability given to what happened, in nats a symbol.
///
/// A symbol is a class, −ln y_c, or a bit, −t·ln y − (1 − t)·ln(1 − y). The probability is the output: in single
/// precision it can be exactly 0, where the loss, which reads pre-activations, is still finite. The value is then ∞,
/// which is a score. The logarithm is Sluice's own, with the same bits on every processor.
public struct CrossEntropy: MeanMetric {
  /// The catalog entry of `cross_entropy`.
  public static let description = KindDescription(
    "cross_entropy",
    summary: "The mean of −ln of the probability given to the class, or to the bit, that happened, in nats.",
    formula: "−Σln y_c/N; bits: −Σ(t·ln y + (1 − t)·ln(1 − y))/N")
  /// True.
  public static let lowerIsBetter = true
  /// Classes and bits.
  public static let targets: [TargetKind] = [.classIndex, .bits]

  var mean = TermMean()

  /// No rows yet.
  public init() {}

  static func add(_ rows: ScoredRows, to sum: inout Double) {
    if rows.target == .classIndex {
      rows.forEachClass { probabilities, index in sum -= VectorMath.log(probabilities[index]) }
    } else {
      rows.forEachPair { output, target in
        // A certain target leaves the other term out: 0·∞ would be NaN.
        if target > 0 { sum -= target * VectorMath.log(output) }
        if target < 1 { sum -= (1 - target) * VectorMath.log1p(-output) }
      }
    }
  }
}
