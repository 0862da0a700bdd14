/// How long a record that is written may wait until it is made durable together with others.
///
/// A record outlives its process, however that ends, as soon as it is written. A loss of power may cost those that are not yet durable; their
/// runs are then done again.
public struct GroupCommit: Sendable, Hashable {
  /// The most records that may wait.
  public let records: Int
  /// The longest time that one may wait, in seconds.
  public let seconds: Double

  /// - Parameters:
  ///   - records: from 1; 1 makes each record durable before the next run begins.
  ///   - seconds: more than 0.
  public init(records: Int = standard.records, seconds: Double = standard.seconds) {
    precondition(records > 0 && seconds > 0, "a record is made durable at some time")
    (self.records, self.seconds) = (records, seconds)
  }

  private init(standard: (Int, Double)) { (records, seconds) = standard }

  /// At most 64 records, and at most a second.
  public static let standard = GroupCommit(standard: (64, 1))
}
