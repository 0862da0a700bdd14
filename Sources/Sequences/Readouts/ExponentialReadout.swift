public import Catalog
import Gating

/// y = exp(a): positive numbers, such as expected counts in units of a series' mean.
public struct ExponentialReadout: Readout {
  /// The catalog entry of `exponential`.
  public static let description = KindDescription(
    "exponential", summary: "Expected counts, in units of the series' mean over training.",
    formula: "y = exp(W·h + b)")
  /// Counts.
  public static let targets: [TargetKind] = [.count]

  /// The read-out.
  public init() {}

  /// y = exp(a).
  public func outputs(_ a: Span<Float>, width: Int, into y: inout MutableSpan<Float>) {
    VectorMath.exp(a, into: &y)
  }

  /// y = exp(a).
  public func outputs(_ a: Span<Double>, width: Int, into y: inout MutableSpan<Double>) {
    VectorMath.exp(a, into: &y)
  }

  /// ∂y/∂a = y.
  public func pullBack(_ slopes: inout MutableSpan<Double>, outputs y: Span<Double>, width: Int) {
    for j in y.indices { slopes[unchecked: j] *= y[unchecked: j] }
  }
}
