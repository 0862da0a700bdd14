/// A closed interval of real numbers whose ends may be infinite.
public struct Interval: Sendable, Hashable {
  /// The lower end; −∞ where the data put no bound.
  public let low: Double
  /// The upper end; ∞ where the data put no bound.
  public let high: Double

  /// An interval from `low` to `high`, both included.
  public init(_ low: Double, _ high: Double) {
    precondition(low <= high, "an interval's ends are in order")
    self.low = low
    self.high = high
  }

  /// The whole real line: nothing is known.
  public static let unbounded = Interval(-.infinity, .infinity)

  /// The interval of the same quantity multiplied by a power of two.
  func scaled(by power: Double) -> Interval { Interval(low * power, high * power) }

  /// Whether `value` lies between the ends or on one of them.
  public func contains(_ value: Double) -> Bool { low <= value && value <= high }
}
