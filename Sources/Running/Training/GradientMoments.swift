/// Mean and variance of gradients, parameter by parameter, as they come in (Welford 1962), in Float64.
package struct GradientMoments {
  private var count = 0.0
  private var mean: [Double]
  private var squaredDeviations: [Double]

  /// For gradients of so many parameters.
  package init(count: Int) {
    mean = Array(repeating: 0, count: count)
    squaredDeviations = mean
  }

  /// Takes in one gradient.
  package mutating func add(_ gradient: [some BinaryFloatingPoint]) {
    precondition(gradient.count == mean.count, "not a gradient of these parameters")
    count += 1
    for index in mean.indices {
      let value = Double(gradient[index])
      let shift = value - mean[index]
      mean[index] += shift / count
      squaredDeviations[index] += shift * (value - mean[index])
    }
  }

  /// The length of the mean of some of the parameters.
  package func meanNorm(_ range: Range<Int>) -> Double {
    range.reduce(0) { $0 + mean[$1] * mean[$1] }.squareRoot()
  }

  /// The sum of the parameters' variances, with divisor n − 1; at least two gradients have come in.
  package func variance(_ range: Range<Int>) -> Double {
    range.reduce(0) { $0 + squaredDeviations[$1] } / (count - 1)
  }
}
