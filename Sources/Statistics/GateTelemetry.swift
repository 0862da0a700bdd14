/// How a gate behaves, accumulated over a stream of its values in [0, 1].
///
/// Mean and variance are those of ``RunningMoments``: the values' order is part of the result, how they are cut into calls is
/// not. A gate counts as open above ½. NaN makes mean and variance NaN and falls into no bin.
public struct GateTelemetry: Sendable, Hashable {
  /// Bins of the histogram, of equal width over [0, 1]; values outside fall into the first or last.
  public static let bins = 20

  /// Mean, variance and extremes of the values.
  public private(set) var moments = RunningMoments()
  /// How many were above ½.
  public private(set) var open = 0
  /// How many values fell into each bin; the upper end of a bin belongs to the next, except 1.
  public private(set) var histogram = [Int](repeating: 0, count: bins)
  /// How long the gate stayed on and off.
  public private(set) var dwell = DwellTimes()
  /// What the gate's probabilities say; empty where none were added.
  public private(set) var probabilities = GateProbabilities()

  /// An accumulator that has seen nothing.
  public init() {}

  /// Adds the next gate values of the stream.
  ///
  /// - Parameters:
  ///   - values: gate values, for instance [T, B, n].
  ///   - previous: the same units one step earlier; where the first values have none, that of the others. Spells are
  ///     counted against it.
  ///   - areBinary: whether all values of the stream are 0 or 1, as those of a drawn Bernoulli gate. They are then counted
  ///     instead of summed: the same statistics at a third of the time.
  public mutating func add<Scalar: TelemetryScalar>(
    _ values: Span<Scalar>, after previous: Span<Scalar>? = nil, areBinary: Bool = false
  ) {
    guard !values.isEmpty else { return }
    if !areBinary || !count(binary: values) {
      moments.add(values)
      values.withUnsafeBufferPointer { Scalar.addHistogram($0.baseAddress!, $0.count, &open, &histogram) }
    }
    if let previous { dwell.add(values.extracting(last: previous.count), after: previous) }
  }

  /// Counts values that are 0 or 1; `false` where there are others, such as the NaN of a diverged network.
  private mutating func count<Scalar: TelemetryScalar>(binary values: Span<Scalar>) -> Bool {
    var ones = 0
    let areBinary = values.withUnsafeBufferPointer { Scalar.addOnes($0.baseAddress!, $0.count, &ones) }
    guard areBinary else { return false }
    let zeros = values.count - ones
    moments.add(ones: ones, zeros: zeros, first: Double(values[0]))
    open += ones
    histogram[0] += zeros
    histogram[Self.bins - 1] += ones
    return true
  }

  /// Adds the next probabilities: E[g | z] of each unit, as ``GateProbabilities`` reads them.
  public mutating func add<Scalar: TelemetryScalar>(
    probabilities values: Span<Scalar>, retention: GateProbabilities.Retention? = nil
  ) {
    probabilities.add(values, retention: retention)
  }

  /// Adds what another accumulator has seen.
  public mutating func merge(_ other: GateTelemetry) {
    moments.merge(other.moments)
    open += other.open
    for bin in histogram.indices { histogram[bin] += other.histogram[bin] }
    dwell.merge(other.dwell)
    probabilities.merge(other.probabilities)
  }
}

extension GateTelemetry {
  /// Number of values seen.
  public var count: Int { moments.count }
  /// How many of them were NaN.
  public var notNumbers: Int { count - histogram.reduce(0, +) }
  /// The mean gate value.
  public var mean: Double? { moments.mean }
  /// The variance of the gate values, with divisor n: they are all there are.
  public var variance: Double? { moments.variance }
  /// The smallest value; `nil` without one.
  public var minimum: Double? { moments.minimum.isFinite ? moments.minimum : nil }
  /// The largest value; `nil` without one.
  public var maximum: Double? { moments.maximum.isFinite ? moments.maximum : nil }
  /// The share of values above ½.
  public var openRate: Double? { share(open, of: count) }
  /// The share of steps at which a unit crossed ½.
  public var switchingRate: Double? { share(dwell.switches, of: dwell.transitions) }

  /// The statistics by their names in `gates.csv`, in a fixed order; those without a value are left out.
  public var statistics: [(name: String, value: Double)] {
    let single: [(String, Double?)] = [
      ("open_rate", openRate), ("entropy", probabilities.entropy), ("saturation", probabilities.saturation),
      ("switching_rate", switchingRate), ("dwell_on", dwell.on.mean), ("dwell_off", dwell.off.mean),
      ("half_life", probabilities.halfLife),
    ]
    let binned = histogram.enumerated().map { bin, hits in
      ("bin_\(bin < 10 ? "0" : "")\(bin)", share(hits, of: count))
    }
    return moments.statistics + (single + binned).compactMap { name, value in value.map { (name, $0) } }
  }

  private func share(_ part: Int, of whole: Int) -> Double? {
    whole > 0 ? Double(part) / Double(whole) : nil
  }
}
