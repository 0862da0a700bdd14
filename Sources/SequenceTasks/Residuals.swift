/// The errors of a naive forecast over training, t − y: what its quantiles and its sample are made of.
public struct Residuals: Sendable, Hashable {
  /// Numbers in the sample that stands for them.
  public static let sampleSize = 99

  private let sorted: [Double]

  /// The residuals, in any order; of none the forecast is taken for certain.
  public init(_ residuals: [Double]) { sorted = residuals.isEmpty ? [0] : residuals.sorted() }

  /// The quantile of a level between 0 and 1, linear between the residuals (Hyndman and Fan 1996, type 7).
  public func quantile(_ level: Double) -> Double {
    let place = level * Double(sorted.count - 1)
    let below = min(Int(place), sorted.count - 2)
    guard below >= 0 else { return sorted[0] }
    return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
  }

  /// The quantiles of the levels (k − ½)/99: equally likely, and few enough to be scored often.
  public var sample: [Double] {
    (0..<Self.sampleSize).map { quantile((Double($0) + 0.5) / Double(Self.sampleSize)) }
  }
}
