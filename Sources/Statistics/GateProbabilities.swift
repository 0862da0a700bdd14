import CKernels

/// What the probabilities of gates say: how undecided the gates are, and how long they let a cell remember.
///
/// p is the mean of the gate given its pre-activation, E[g | z], as the gates are read: for a gate that is drawn 0 or 1
/// the probability of 1, for any other drawn gate the mean of its law, and for a gate without draws its value. What lies
/// outside [0, 1] counts as 0 or 1; NaN makes the means NaN.
///
/// - Entropy: the mean over gates of H(p) = −p log₂ p − (1 − p) log₂(1 − p), in bits. Of a gate that is drawn 0 or 1 it is
///   the entropy of the draw; of any other it tells how far from 0 and 1 the gate is on average.
/// - Saturation: the share of p outside 0.05 … 0.95.
/// - Half-life: the n with Πr = ½ over n steps of the mean log-retention, n = ln ½ / mean ln r, where the retention r is p,
///   or 1 − p where an open gate erases. With r the same everywhere it is ln ½ / ln r. It takes the mean of the
///   gate because a single draw of 0 would make it 0; with draws of their own for each step, Πr is the
///   probability that a unit is kept through all of them. 0 where some r is 0, ∞ where all are 1.
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
  /// In nats.
  private var entropies = CompensatedSum()
  private var logRetentions: CompensatedSum?

  /// An accumulator that has seen nothing.
  public init() {}

  /// Adds one slice of probabilities.
  ///
  /// - Parameters:
  ///   - probabilities: p of each unit.
  ///   - retention: what an open gate does to the cell; `nil` for gates that do nothing to what it holds.
  public mutating func add(_ probabilities: Span<Double>, retention: Retention? = nil) {
    let added = probabilities.count
    guard added > 0 else { return }
    count += added
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 4 * added) { scratch in
      guard let on = scratch.baseAddress else { return }
      let (off, logOn, logOff) = (on + added, on + 2 * added, on + 3 * added)
      for index in 0..<added {
        let p = probabilities[index]
        on[index] = p > 1 ? 1 : p < 0 ? 0 : p
        off[index] = 1 - on[index]
        if p < 0.05 || p > 0.95 { saturated += 1 }
      }
      ckernels().pointee.log_f64(on, logOn, added)
      ckernels().pointee.log_f64(off, logOff, added)
      var (entropy, logRetention) = (0.0, 0.0)
      for index in 0..<added {
        // 0·ln 0 is 0 here, and not NaN.
        if on[index] != 0 { entropy -= on[index] * logOn[index] }
        if off[index] != 0 { entropy -= off[index] * logOff[index] }
      }
      entropies.add(entropy)
      guard let retention else { return }
      let logs = retention == .keep ? logOn : logOff
      for index in 0..<added { logRetention += logs[index] }
      add(CompensatedSum(of: logRetention))
    }
  }

  /// Adds what another accumulator has seen.
  public mutating func merge(_ other: GateProbabilities) {
    count += other.count
    saturated += other.saturated
    entropies.add(other.entropies)
    if let logs = other.logRetentions { add(logs) }
  }

  /// The mean entropy in bits.
  public var entropy: Double? { count > 0 ? entropies.value / Double(count) / Self.naturalTwo : nil }
  /// The share of probabilities outside 0.05 … 0.95.
  public var saturation: Double? { count > 0 ? Double(saturated) / Double(count) : nil }
  /// The half-life in steps, of gates that were added with a retention.
  public var halfLife: Double? {
    logRetentions.map { $0.value == 0 ? .infinity : -Self.naturalTwo * Double(count) / $0.value }
  }

  private mutating func add(_ logs: CompensatedSum) {
    var sum = logRetentions ?? CompensatedSum()
    sum.add(logs)
    logRetentions = sum
  }

  /// ln 2.
  private static let naturalTwo = 0.693_147_180_559_945_3
}
