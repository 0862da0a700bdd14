public import Catalog
import Gating

/// y = σ(a), each output on its own: probabilities of bits, or numbers between 0 and 1.
public struct SigmoidReadout: Readout {
  /// The catalog entry of `sigmoid`.
  public static let description = KindDescription(
    "sigmoid", summary: "Probabilities of bits, or numbers between 0 and 1.", formula: "y = σ(W·h + b)")
  /// Numbers and bits.
  public static let targets: [TargetKind] = [.real, .bits]

  /// The read-out.
  public init() {}

  /// y = σ(a).
  public func outputs(_ a: Span<Float>, width: Int, into y: inout MutableSpan<Float>) {
    VectorMath.sigmoid(a, into: &y)
  }

  /// y = σ(a).
  public func outputs(_ a: Span<Double>, width: Int, into y: inout MutableSpan<Double>) {
    VectorMath.sigmoid(a, into: &y)
  }

  /// ∂y/∂a = y(1 − y).
  public func pullBack(_ slopes: inout MutableSpan<Double>, outputs y: Span<Double>, width: Int) {
    for j in y.indices { slopes[unchecked: j] *= y[unchecked: j] * (1 - y[unchecked: j]) }
  }
}
