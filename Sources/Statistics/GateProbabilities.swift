import CKernels

/// What the probabilities of gates say: how undecided the gates are, and how long they let a cell remember.
///
/// p is the mean of the gate given its pre-activation, E[g | z], as the gates are read: for a gate that is drawn 0 or 1
/// the probability of 1, for any other drawn gate the mean of its law, and for a gate without draws its value. What lies
/// outside [0, 1] counts as 0 or 1; NaN makes the means NaN.
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
  /// In nats.
  private var entropies = CompensatedSum()
  private var logRetentions: CompensatedSum?

  /// An accumulator that has seen nothing.
  public init() {}

  /// Adds equal slices of probabilities that lie end to end.
  ///
  /// - Parameters:
  ///   - probabilities: p of each unit, slice after slice.
  ///   - slices: how many slices.
  ///   - retention: what an open gate does to the cell; `nil` for gates that do nothing to what it holds.
  public mutating func add(_ probabilities: Span<Double>, slices: Int = 1, retention: Retention? = nil) {
    count += probabilities.count
    var outside = 0
    for index in probabilities.indices {
      let p = probabilities[index]
      outside &+= (p < 0.05 ? 1 : 0) | (p > 0.95 ? 1 : 0)
    }
    saturated += outside
    SideBySide.forEachGroup(of: probabilities, slices: slices) { group in
      let (entropy, logRetention) = Self.sums(group, retention: retention)
      for slice in 0..<group.slices {
        entropies.add(entropy[slice])
        if retention != nil { add(CompensatedSum(of: logRetention[slice])) }
      }
    }
  }

  /// The entropy in nats and the log-retention of each slice, each added in order; part by part, so that what is
  /// worked out on the way stays in the nearest cache.
  private static func sums(
    _ group: SideBySide, retention: Retention?
  ) -> (entropy: SideBySide.Vector, logRetention: SideBySide.Vector) {
    var (entropy, logRetention) = (SideBySide.Vector.zero, SideBySide.Vector.zero)
    let room = part * SideBySide.Vector.scalarCount
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 4 * room) { scratch in
      guard let on = scratch.baseAddress else { return }
      let (off, logOn, logOff) = (on + room, on + 2 * room, on + 3 * room)
      for start in stride(from: 0, to: group.count, by: part) {
        let units = min(part, group.count - start)
        let count = units * group.slices
        for slice in 0..<group.slices {
          group.copy(slice, from: start, count: units, to: on + slice * units)
        }
        for index in 0..<count {
          on[index] = on[index] > 1 ? 1 : on[index] < 0 ? 0 : on[index]
          off[index] = 1 - on[index]
        }
        ckernels().pointee.log_f64(on, logOn, count)
        ckernels().pointee.log_f64(off, logOff, count)
        if let retention {
          let logs = SideBySide(retention == .keep ? logOn : logOff, count: units, slices: group.slices)
          for index in 0..<units { logRetention += logs[index] }
        }
        // 0·ln 0 is 0 here, and not NaN: 0 times any number is.
        let lowest = -Double.greatestFiniteMagnitude
        for index in 0..<count {
          on[index] *= logOn[index] < lowest ? lowest : logOn[index]
          off[index] *= logOff[index] < lowest ? lowest : logOff[index]
        }
        let terms = SideBySide(on, count: units, slices: group.slices)
        let others = SideBySide(off, count: units, slices: group.slices)
        for index in 0..<units {
          entropy -= terms[index]
          entropy -= others[index]
        }
      }
    }
    return (entropy, logRetention)
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

  /// Units of each slice that are worked on at once.
  private static let part = 64
  /// ln 2.
  private static let naturalTwo = 0.693_147_180_559_945_3
}
