/// What the probabilities of gates say: how undecided the gates are, and how long they let a cell remember.
///
/// p is the mean of the gate given its pre-activation, E[g | z], as the gates are read: for a gate that is drawn 0 or 1
/// the probability of 1, for any other drawn gate the mean of its law, and for a gate without draws its value. What lies
/// outside [0, 1] counts as 0 or 1, but in the mean of p itself; NaN makes the means NaN.
///
/// - Entropy: the mean over gates of H(p) = −p log₂ p − (1 − p) log₂(1 − p), in bits. Of a gate that is drawn 0 or 1 it
///   is the entropy of the draw; of any other it measures how far from 0 and 1 the gate is on average.
/// - Saturation: the share of p outside 0.05 … 0.95.
/// - Half-life: the n with Πr = ½ over n steps of the mean log-retention, n = ln ½ / mean ln r, where the retention r
///   is p, or 1 − p where an open gate erases. With r the same everywhere it is ln ½ / ln r. It takes the mean of the
///   gate because a single draw of 0 would make it 0; with draws of their own for each step, Πr is the probability that
///   a unit is kept through all of them. 0 where some r is 0, ∞ where all are 1.
public struct GateProbabilities: Sendable, Hashable {
  /// What an open gate does to what the cell holds.
  public enum Retention: Sendable, Hashable {
    /// It keeps it: r = p.
    case keep
    /// It erases it: r = 1 − p.
    case erase
  }

  /// Number of probabilities seen.
  public private(set) var count = 0
  private var saturated = 0
  private var sums = RunningSum()
  /// In bits.
  private var entropies = RunningSum()
  /// Σ log₂ r.
  private var logRetentions = RunningSum()
  private var hasRetention = false

  /// An accumulator that has seen nothing.
  public init() {}

  /// Adds the next probabilities of the stream.
  ///
  /// - Parameters:
  ///   - probabilities: p of each unit.
  ///   - retention: what an open gate does to the cell; `nil` for gates that do nothing to what it holds.
  public mutating func add<Scalar: TelemetryScalar>(
    _ probabilities: Span<Scalar>, retention: Retention? = nil
  ) {
    if retention != nil { hasRetention = true }
    probabilities.withUnsafeBufferPointer { p in
      guard let start = p.baseAddress else { return }
      Scalar.addProbabilities(
        start, p.count, first: count, retention, &sums.lanes, &entropies.lanes, &logRetentions.lanes,
        &saturated)
    }
    count += probabilities.count
  }

  /// Adds what another accumulator has seen.
  public mutating func merge(_ other: GateProbabilities) {
    count += other.count
    saturated += other.saturated
    sums.add(other.sums.value)
    entropies.add(other.entropies.value)
    logRetentions.add(other.logRetentions.value)
    hasRetention = hasRetention || other.hasRetention
  }

  /// The mean probability.
  public var mean: Double? { count > 0 ? sums.value / Double(count) : nil }
  /// The mean entropy in bits.
  public var entropy: Double? { count > 0 ? entropies.value / Double(count) : nil }
  /// The share of probabilities outside 0.05 … 0.95.
  public var saturation: Double? { count > 0 ? Double(saturated) / Double(count) : nil }
  /// The half-life in steps, of gates that were added with a retention.
  public var halfLife: Double? {
    guard hasRetention else { return nil }
    let sum = logRetentions.value
    return sum == 0 ? .infinity : -Double(count) / sum
  }
}
