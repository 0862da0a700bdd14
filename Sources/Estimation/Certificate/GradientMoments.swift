/// Mean and variance of gradients, parameter by parameter, as they come in (Welford 1962), in Float64.
///
///     m ← m + (x − m)/k,      s ← s + (x − m_before)·(x − m_after)
public struct GradientMoments: Sendable, Hashable {
  /// Gradients so far.
  public private(set) var count = 0
  /// The mean of each parameter's derivative.
  public private(set) var means: [Double]
  private var squaredDeviations: [Double]

  /// For gradients of so many parameters.
  public init(count: Int) {
    means = Array(repeating: 0, count: count)
    squaredDeviations = means
  }

  /// Takes in one gradient.
  public mutating func add(_ gradient: [some BinaryFloatingPoint]) {
    precondition(gradient.count == means.count, "not a gradient of these parameters")
    count += 1
    for index in means.indices {
      let value = Double(gradient[index])
      let shift = value - means[index]
      means[index] += shift / Double(count)
      squaredDeviations[index] += shift * (value - means[index])
    }
  }

  /// The length of the mean of some of the parameters.
  public func meanNorm(_ range: Range<Int>) -> Double {
    range.reduce(0) { $0 + means[$1] * means[$1] }.squareRoot()
  }

  /// The sum of the parameters' variances, with divisor n − 1; at least two gradients have come in.
  public func variance(_ range: Range<Int>) -> Double {
    range.reduce(0) { $0 + squaredDeviations[$1] } / Double(count - 1)
  }

  /// The variance of each parameter's derivative, with divisor n − 1; at least two gradients have come in.
  public var variances: [Double] { squaredDeviations.map { $0 / Double(count - 1) } }
}
