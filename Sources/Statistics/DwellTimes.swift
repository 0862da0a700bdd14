/// How long gates stay on and how long they stay off, estimated from values at successive steps.
///
/// A gate counts as on above ½. A spell is a run of steps on (or off) of one unit in one sequence. The mean length of
/// spells is estimated as
///
///     steps whose next step was seen / spells whose end was seen
///
/// A completed spell of L steps adds L steps and one end. A spell that the end of the sequence cuts off (it is censored)
/// adds the L − 1 steps that were followed by another, and no end: it is neither dropped, which would favor short
/// spells, nor taken for complete. For spells that end with the same chance at every step this is the
/// maximum-likelihood estimate of the mean of a geometric law, and its expectations' ratio is exact at any length: for
/// independent draws with probability p it is 1/(1 − p) on and 1/p off. Where no end was seen there is no estimate.
public struct DwellTimes: Sendable, Hashable {
  /// What was seen of the spells on one side of ½.
  public struct Spells: Sendable, Hashable {
    /// Steps within spells that were followed by another step.
    public fileprivate(set) var steps = 0
    /// Spells that were seen to end.
    public fileprivate(set) var ends = 0

    /// The mean length in steps; `nil` where no end was seen.
    public var mean: Double? { ends > 0 ? Double(steps) / Double(ends) : nil }
  }

  /// The spells above ½.
  public private(set) var on = Spells()
  /// The other spells.
  public private(set) var off = Spells()

  /// An accumulator that has seen nothing.
  public init() {}

  /// Adds what another accumulator has seen.
  public mutating func merge(_ other: DwellTimes) {
    on.steps += other.on.steps
    on.ends += other.on.ends
    off.steps += other.off.steps
    off.ends += other.off.ends
  }

  /// Values that had a predecessor in time.
  public var transitions: Int { on.steps + off.steps }
  /// How many of those were on the other side of ½.
  public var switches: Int { on.ends + off.ends }

  /// Adds values, and those of the same units one step earlier.
  public mutating func add<Scalar: TelemetryScalar>(_ values: Span<Scalar>, after previous: Span<Scalar>) {
    precondition(previous.count == values.count, "both steps have the same units")
    var (wasOn, isOn, stayedOn) = (0, 0, 0)
    values.withUnsafeBufferPointer { after in
      previous.withUnsafeBufferPointer { before in
        guard let after = after.baseAddress, let before = before.baseAddress else { return }
        Scalar.addCrossings(before, after, values.count, &wasOn, &isOn, &stayedOn)
      }
    }
    on.steps += wasOn
    on.ends += wasOn - stayedOn
    off.steps += values.count - wasOn
    off.ends += isOn - stayedOn
  }
}
