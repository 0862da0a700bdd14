import Glibc

/// y = factor·x^exponent, fitted by least squares on the logarithms of both.
package struct PowerLaw: Sendable, Hashable {
  package let exponent: Double
  package let factor: Double

  /// The law nearest to points whose coordinates are positive; `nil` where the x are not at least two different numbers.
  package init?(_ points: [(x: Double, y: Double)]) {
    precondition(points.allSatisfy { $0.x > 0 && $0.y > 0 }, "logarithms need positive numbers")
    let (x, y) = (points.map { log($0.x) }, points.map { log($0.y) })
    let count = Double(points.count)
    let (meanX, meanY) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
    let spread = x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
    guard points.count > 1, spread > 0 else { return nil }
    let product = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
    exponent = product / spread
    factor = exp(meanY - exponent * meanX)
  }
}
