/// How a gate behaves, accumulated over slices of its values in [0, 1].
///
/// Mean and variance are those of ``RunningMoments``: the slices, and their order, are part of the result. A gate
/// counts as open above ½. Values that are not numbers are counted apart, and make mean and variance NaN.
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

  /// Adds equal slices of gate values that lie end to end, each for instance the units of one sequence at one time step.
  ///
  /// - Parameters:
  ///   - values: gate values, slice after slice.
  ///   - slices: how many slices.
  ///   - previous: the same units one step earlier; where the first values have none, that of the others. Spells are
  ///     counted against it.
  public mutating func add(_ values: Span<Double>, slices: Int = 1, after previous: Span<Double>? = nil) {
    moments.add(values, slices: slices)
    count(values)
    if let previous { dwell.add(values.extracting(last: previous.count), after: previous) }
  }

  /// Adds the probabilities of equal slices: E[g | z] of each unit, as ``GateProbabilities`` reads them.
  public mutating func add(
    probabilities values: Span<Double>, slices: Int = 1, retention: GateProbabilities.Retention? = nil
  ) {
    probabilities.add(values, slices: slices, retention: retention)
  }

  /// Adds what another accumulator has seen.
  public mutating func merge(_ other: GateTelemetry) {
    moments.merge(other.moments)
    open += other.open
    for bin in histogram.indices { histogram[bin] += other.histogram[bin] }
    dwell.merge(other.dwell)
    probabilities.merge(other.probabilities)
  }

  /// Counts what is open, and what falls into which bin.
  private mutating func count(_ values: Span<Double>) {
    // Neighbors are counted in columns of their own: most share a bin, and one would wait for the other. One bin more
    // takes what is not a number.
    let (part, columns) = (512, 4)
    let end = Double(Self.bins)
    var above = 0
    var counts = InlineArray<84, Int>(repeating: 0)  // 4 columns of 20 bins and one more
    withUnsafeTemporaryAllocation(of: Double.self, capacity: part) { scaled in
      for start in stride(from: 0, to: values.count, by: part) {
        let values = values.extracting(start..<min(start + part, values.count))
        // Bounded before the conversion, which traps on what no Int holds.
        for index in values.indices {
          let value = values[index]
          let isOpen = value > 0.5 ? 1 : 0
          above &+= isOpen
          let bin = value * end
          let bounded = bin >= end ? end - 1 : bin < 0 ? 0 : bin
          scaled[index] = bounded == bounded ? bounded : end
        }
        for index in values.indices {
          counts[columns &* Int(scaled[index]) &+ index & (columns - 1)] &+= 1
        }
      }
    }
    open += above
    for bin in 0..<Self.bins {
      for column in 0..<columns { histogram[bin] += counts[columns * bin + column] }
    }
  }
}

extension GateTelemetry {
  /// Number of values seen.
  public var count: Int { moments.count }
  /// How many of them were NaN.
  public var notNumbers: Int { moments.notNumbers }
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
