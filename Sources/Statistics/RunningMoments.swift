/// Mean, variance and extremes of values that come slice by slice, in Float64.
///
/// Slices are combined as ``RunningMean`` does, and so are their squared deviations, each slice's from its own mean: the
/// slices, and their order, are part of the result. A NaN makes mean and variance NaN and is left out of the extremes.
public struct RunningMoments: Sendable, Hashable {
  /// How many of the values were NaN.
  public private(set) var notNumbers = 0
  /// The smallest value; ∞ before the first.
  public private(set) var minimum = Double.infinity
  /// The largest value; −∞ before the first.
  public private(set) var maximum = -Double.infinity
  private var running = RunningMean()
  private var squaredDeviations = 0.0

  /// An accumulator that has seen nothing.
  public init() {}

  /// Number of values seen.
  public var count: Int { running.count }
  /// The mean; `nil` without values.
  public var mean: Double? { running.value }
  /// The variance with divisor n: the values are all there are; `nil` without values.
  public var variance: Double? { count > 0 ? squaredDeviations / Double(count) : nil }

  /// Adds equal slices that lie end to end.
  public mutating func add(_ values: Span<Double>, slices: Int = 1) {
    SideBySide.forEachGroup(of: values, slices: slices) { group in
      let means = group.sums / SideBySide.Vector(repeating: Double(group.count))
      var squares = SideBySide.Vector.zero
      for index in 0..<group.count {
        let deviation = group[index] - means
        squares += deviation * deviation
      }
      var (low, high) = (SideBySide.Vector(repeating: .infinity), SideBySide.Vector(repeating: -.infinity))
      for index in 0..<group.count {
        let values = group[index]
        low.replace(with: values, where: values .< low)
        high.replace(with: values, where: values .> high)
      }
      for slice in 0..<group.slices {
        if low[slice] < minimum { minimum = low[slice] }
        if high[slice] > maximum { maximum = high[slice] }
        add(count: group.count, mean: means[slice], squares: squares[slice])
      }
    }
    // One that is not a number makes the mean none, for good.
    guard let mean, mean.isNaN else { return }
    for index in values.indices where values[index].isNaN { notNumbers += 1 }
  }

  /// Adds what another accumulator has seen, as one slice.
  public mutating func merge(_ other: RunningMoments) {
    guard let mean = other.mean else { return }
    notNumbers += other.notNumbers
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    add(count: other.count, mean: mean, squares: other.squaredDeviations)
  }

  private mutating func add(count added: Int, mean: Double, squares: Double) {
    let (before, after) = (Double(count), Double(count + added))
    let shift = running.add(mean: mean, of: added)
    squaredDeviations += squares + shift * shift * (before * Double(added) / after)
  }
}

extension RunningMoments {
  /// The statistics by their names in `gates.csv`, in a fixed order; those without a value are left out.
  public var statistics: [(name: String, value: Double)] {
    [
      ("mean", mean), ("variance", variance), ("minimum", minimum.isFinite ? minimum : nil),
      ("maximum", maximum.isFinite ? maximum : nil),
    ].compactMap { name, value in value.map { (name, $0) } }
  }
}
