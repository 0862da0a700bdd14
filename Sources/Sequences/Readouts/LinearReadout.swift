public import Catalog

/// y = a: numbers of any size.
public struct LinearReadout: Readout {
  /// The catalog entry of `linear`.
  public static let description = KindDescription(
    "linear", summary: "Numbers of any size.", formula: "y = W·h + b")
  /// Numbers.
  public static let targets: [TargetKind] = [.real]

  /// The read-out.
  public init() {}

  /// y = a.
  public func outputs(_ a: Span<Float>, width: Int, into y: inout MutableSpan<Float>) {
    for j in a.indices { y[unchecked: j] = a[unchecked: j] }
  }

  /// y = a.
  public func outputs(_ a: Span<Double>, width: Int, into y: inout MutableSpan<Double>) {
    for j in a.indices { y[unchecked: j] = a[unchecked: j] }
  }

  /// The slopes stay.
  public func pullBack(_ slopes: inout MutableSpan<Double>, outputs y: Span<Double>, width: Int) {}
}
