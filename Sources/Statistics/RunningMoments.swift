/// Mean, variance and extremes of values that come slice by slice, in Float64.
///
/// Slices are combined as Chan, Golub and LeVeque (1979) do: the slices, and their order, are part of the result. A NaN
/// makes mean and variance NaN and is left out of the extremes.
public struct RunningMoments: Sendable, Hashable {
  /// Number of values seen.
  public private(set) var count = 0
  /// How many of them were NaN.
  public private(set) var notNumbers = 0
  /// The smallest value; ∞ before the first.
  public private(set) var minimum = Double.infinity
  /// The largest value; −∞ before the first.
  public private(set) var maximum = -Double.infinity
  private var runningMean = 0.0
  private var squaredDeviations = 0.0

  /// An accumulator that has seen nothing.
  public init() {}

  /// Adds one slice.
  public mutating func add(_ values: Span<Double>) {
    guard values.count > 0 else { return }
    var sum = 0.0
    for index in values.indices { sum += values[index] }
    let mean = sum / Double(values.count)
    var squares = 0.0
    for index in values.indices {
      let value = values[index]
      squares += (value - mean) * (value - mean)
      if value.isNaN { notNumbers += 1 }
      if value < minimum { minimum = value }
      if value > maximum { maximum = value }
    }
    add(count: values.count, mean: mean, squares: squares)
  }

  /// Adds what another accumulator has seen, as one slice.
  public mutating func merge(_ other: RunningMoments) {
    guard other.count > 0 else { return }
    notNumbers += other.notNumbers
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    add(count: other.count, mean: other.runningMean, squares: other.squaredDeviations)
  }

  private mutating func add(count added: Int, mean: Double, squares: Double) {
    let (before, after) = (Double(count), Double(count + added))
    let shift = mean - runningMean
    runningMean += shift * (Double(added) / after)
    squaredDeviations += squares + shift * shift * (before * Double(added) / after)
    count += added
  }

  /// The mean; `nil` without values.
  public var mean: Double? { count > 0 ? runningMean : nil }
  /// The variance with divisor n: the values are all there are; `nil` without values.
  public var variance: Double? { count > 0 ? squaredDeviations / Double(count) : nil }
}
