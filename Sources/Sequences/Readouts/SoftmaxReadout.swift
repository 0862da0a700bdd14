public import Catalog
import Gating

/// y_j = exp(a_j)/Σ_l exp(a_l): probabilities of classes.
///
/// The largest a of a row is taken off first, so that exp cannot overflow; the sum is in the order of the outputs. NaN in a
/// row makes all of it NaN.
public struct SoftmaxReadout: Readout {
  /// The catalog entry of `softmax`.
  public static let description = KindDescription(
    "softmax", summary: "Probabilities of classes: the outputs of a row sum to 1.",
    formula: "y_j = exp(a_j)/Σ_l exp(a_l), a = W·h + b")
  /// Classes.
  public static let targets: [TargetKind] = [.classIndex]

  /// The read-out.
  public init() {}

  /// The softmax of each row.
  public func outputs(_ a: Span<Float>, width: Int, into y: inout MutableSpan<Float>) {
    Self.softmax(a, width, &y)
  }

  /// The softmax of each row.
  public func outputs(_ a: Span<Double>, width: Int, into y: inout MutableSpan<Double>) {
    Self.softmax(a, width, &y)
  }

  private static func softmax<Scalar: GateScalar>(
    _ a: Span<Scalar>, _ width: Int, _ y: inout MutableSpan<Scalar>
  ) {
    for first in stride(from: 0, to: a.count, by: width) {
      var largest = -Scalar.infinity
      for j in first..<first + width where a[j] > largest { largest = a[j] }
      for j in first..<first + width { y[j] = a[j] - largest }
    }
    VectorMath.exp(inPlace: &y)
    for first in stride(from: 0, to: a.count, by: width) {
      var sum: Scalar = 0
      for j in first..<first + width { sum += y[j] }
      for j in first..<first + width { y[j] /= sum }
    }
  }

  /// ∂y_j/∂a_l = y_j(1[j = l] − y_l).
  public func pullBack(_ slopes: inout MutableSpan<Double>, outputs y: Span<Double>, width: Int) {
    for first in stride(from: 0, to: y.count, by: width) {
      var mean = 0.0
      for j in first..<first + width { mean += slopes[unchecked: j] * y[unchecked: j] }
      for j in first..<first + width {
        slopes[unchecked: j] = y[unchecked: j] * (slopes[unchecked: j] - mean)
      }
    }
  }
}
