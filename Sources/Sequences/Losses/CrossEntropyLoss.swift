public import Catalog
import Gating

/// −ln y_c for the class index c = t, behind a softmax.
///
/// Computed as ln Σ exp(a) − a_c from the pre-activations: no ln of a rounded 0.
public struct CrossEntropyLoss: Loss, KindWithoutSettings {
  /// The catalog entry of `cross_entropy`.
  public static let description = KindDescription(
    "cross_entropy", summary: "The negative logarithm of the probability given to the class that happened.",
    formula: "−ln y_c")
  /// Classes.
  public static let targets: [TargetKind] = [.classIndex]
  /// The softmax.
  public static let readout: ReadoutKind? = .softmax

  /// The loss.
  public init() {}

  /// Probabilities of classes.
  public var forecast: Forecast { .classes }

  /// ∂/∂a = y − 1[c].
  public func measure(
    _ rows: borrowing LossRows, losses: inout MutableSpan<Double>, slopes: inout MutableSpan<Double>,
    constantSlopes: inout MutableSpan<Double>
  ) {
    let width = rows.width
    precondition(rows.targetWidth == 1 && slopes.count == rows.count * width, "one class a row")
    VectorMath.logSumExp(rows.preActivations.span, width: width, into: &losses)
    for row in losses.indices {
      let (index, first) = (Int(rows.targets[row]), row * width)
      precondition((0..<width).contains(index), "class \(index) of \(width)")
      for j in 0..<width { slopes[first + j] = rows.outputs[first + j] - (j == index ? 1 : 0) }
      losses[row] -= rows.preActivations[first + index]
    }
  }
}

extension Loss where Self == CrossEntropyLoss {
  /// −ln y_c.
  public static var crossEntropy: CrossEntropyLoss { CrossEntropyLoss() }
}
