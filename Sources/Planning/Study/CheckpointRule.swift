/// When the state of a run is kept on the way, and for how long.
public struct CheckpointRule: Sendable, Hashable {
  /// The distance from one checkpoint to the next.
  public enum Interval: Sendable, Hashable {
    /// So many updates.
    case updates(Int)
    /// So many seconds by the clock, above 0.
    case seconds(Double)
  }

  /// Seconds from one checkpoint to the next where nobody says.
  public static let usualSeconds = 60.0

  /// The distance from one checkpoint to the next; nothing is kept at the start.
  public let interval: Interval
  /// Whether the last one outlives the run, so that a longer run can go on from it.
  public let isKept: Bool

  /// A rule.
  public init(_ interval: Interval, isKept: Bool = false) {
    (self.interval, self.isKept) = (interval, isKept)
  }
}
