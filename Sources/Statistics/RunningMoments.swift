/// Mean, variance and extremes of a stream of values, in Float64.
///
/// With n values, K the first of them and d = x − K (Chan, Golub and LeVeque 1983, shifted data):
///
///     mean = K + Σd/n        variance = Σd²/n − (Σd/n)²
///
/// Values that are all equal have exactly that mean and a variance of exactly 0. The sums are in eight lanes, value k in
/// lane k mod 8: however the stream is cut into calls, the bits are the same. A NaN makes mean and variance NaN and
/// is left out of the extremes.
public struct RunningMoments: Sendable, Hashable {
  /// Number of values seen.
  public private(set) var count = 0
  /// The smallest value; ∞ before the first.
  public private(set) var minimum = Double.infinity
  /// The largest value; −∞ before the first.
  public private(set) var maximum = -Double.infinity
  private var shift = 0.0
  private var sums = RunningSum()
  private var squares = RunningSum()

  /// An accumulator that has seen nothing.
  public init() {}

  /// The mean; `nil` without values.
  public var mean: Double? { count > 0 ? shift + sums.value / Double(count) : nil }

  /// The variance with divisor n: the values are all there are; `nil` without values.
  public var variance: Double? {
    guard count > 0 else { return nil }
    let mean = sums.value / Double(count)
    let variance = squares.value / Double(count) - mean * mean
    // Rounding may leave less than nothing.
    return variance < 0 ? 0 : variance
  }

  /// Adds the next values of the stream.
  public mutating func add<Scalar: TelemetryScalar>(_ values: Span<Scalar>) {
    guard !values.isEmpty else { return }
    if count == 0, values[0].isFinite { shift = Double(values[0]) }
    values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return }
      Scalar.addMoments(
        start, values.count, first: count, shift: shift, &sums.lanes, &squares.lanes, &minimum, &maximum)
    }
    count += values.count
  }

  /// Adds values that are 0 or 1, `first` the first of them. All their sums are exact, so that the statistics have the bits
  /// of ``add(_:)``.
  mutating func add(ones: Int, zeros: Int, first: Double) {
    if count == 0 { shift = first }
    sums.add(Double(ones) * (1 - shift) - Double(zeros) * shift)
    squares.add(Double(ones) * (1 - shift) * (1 - shift) + Double(zeros) * shift * shift)
    if zeros > 0 { (minimum, maximum) = (min(minimum, 0), max(maximum, 0)) }
    if ones > 0 { (minimum, maximum) = (min(minimum, 1), max(maximum, 1)) }
    count += ones + zeros
  }

  /// Adds what another accumulator has seen.
  public mutating func merge(_ other: RunningMoments) {
    guard other.count > 0 else { return }
    guard count > 0 else {
      self = other
      return
    }
    // The other's sums about this one's K.
    let (offset, added, sum) = (other.shift - shift, Double(other.count), other.sums.value)
    sums.add(sum + added * offset)
    squares.add(other.squares.value + offset * (2 * sum + added * offset))
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
    count += other.count
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
