/// The mean of values that come slice by slice, in Float64.
///
/// The mean of each slice is its sum, added in order, over its count; means of slices are combined as Chan, Golub and
/// LeVeque (1979) do. The slices, and their order, are part of the result. A NaN makes the mean NaN.
public struct RunningMean: Sendable, Hashable {
  /// Number of values seen.
  public private(set) var count = 0
  private var running = 0.0

  /// An accumulator that has seen nothing.
  public init() {}

  /// The mean; `nil` without values.
  public var value: Double? { count > 0 ? running : nil }

  /// Adds equal slices that lie end to end.
  public mutating func add(_ values: Span<Double>, slices: Int = 1) {
    SideBySide.forEachGroup(of: values, slices: slices) { group in
      let sums = group.sums
      for slice in 0..<group.slices { add(mean: sums[slice] / Double(group.count), of: group.count) }
    }
  }

  /// Adds the mean of some values, and returns how far it lay above the mean before.
  @discardableResult
  mutating func add(mean: Double, of added: Int) -> Double {
    let shift = mean - running
    running += shift * (Double(added) / Double(count + added))
    count += added
    return shift
  }
}
