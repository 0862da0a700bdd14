/// How a gate behaves, accumulated over slices of its values in [0, 1].
///
/// Mean and variance are combined slice by slice in Float64 (Chan, Golub and LeVeque 1979): the slices, and their order, are part of
/// the result. A gate counts as open above ½. Values that are not numbers are counted apart, and make mean and
/// variance NaN.
public struct GateTelemetry: Sendable, Hashable {
  /// Bins of the histogram, of equal width over [0, 1]; values outside fall into the first or last.
  public static let bins = 20

  /// Number of values seen.
  public private(set) var count = 0
  /// How many of them were NaN.
  public private(set) var notNumbers = 0
  /// How many were above ½.
  public private(set) var open = 0
  /// The smallest value; ∞ before the first.
  public private(set) var minimum = Double.infinity
  /// The largest value; −∞ before the first.
  public private(set) var maximum = -Double.infinity
  /// How many values fell into each bin; the upper end of a bin belongs to the next, except 1.
  public private(set) var histogram = [Int](repeating: 0, count: bins)
  /// How long the gate stayed on and off.
  public private(set) var dwell = DwellTimes()
  /// What the gate's probabilities say; empty where none were added.
  public private(set) var probabilities = GateProbabilities()
  private var runningMean = 0.0
  private var squaredDeviations = 0.0

  /// An accumulator that has seen nothing.
  public init() {}

  /// Adds one slice of gate values, for instance the units of one sequence at one time step.
  ///
  /// - Parameters:
  ///   - values: gate values.
  ///   - previous: the same units one step earlier, where there was one; spells are counted against it.
  public mutating func add(_ values: Span<Double>, after previous: Span<Double>? = nil) {
    guard values.count > 0 else { return }
    var sum = 0.0
    for index in values.indices { sum += values[index] }
    let mean = sum / Double(values.count)
    var squares = 0.0
    for index in values.indices {
      let deviation = values[index] - mean
      squares += deviation * deviation
    }
    let (before, after) = (Double(count), Double(count + values.count))
    let shift = mean - runningMean
    runningMean += shift * (Double(values.count) / after)
    squaredDeviations += squares + shift * shift * (before * Double(values.count) / after)
    count += values.count
    classify(values)
    if let previous { dwell.add(values, after: previous) }
  }

  /// Adds the probabilities of one slice: E[g | z] of each unit, as ``GateProbabilities`` reads them.
  public mutating func add(
    probabilities slice: Span<Double>, retention: GateProbabilities.Retention? = nil
  ) {
    probabilities.add(slice, retention: retention)
  }

  private mutating func classify(_ values: Span<Double>) {
    for index in values.indices {
      let value = values[index]
      if value.isNaN {
        notNumbers += 1
        continue
      }
      if value > 0.5 { open += 1 }
      minimum = min(minimum, value)
      maximum = max(maximum, value)
      // Clamped before the conversion, which traps on what no Int holds.
      histogram[Int(max(0, min(Double(Self.bins - 1), value * Double(Self.bins))))] += 1
    }
  }
}

extension GateTelemetry {
  /// The mean gate value.
  public var mean: Double? { count > 0 ? runningMean : nil }
  /// The variance of the gate values, with divisor n: they are all there are.
  public var variance: Double? { count > 0 ? squaredDeviations / Double(count) : nil }
  /// The share of values above ½.
  public var openRate: Double? { share(open, of: count) }
  /// The share of steps at which a unit crossed ½.
  public var switchingRate: Double? { share(dwell.switches, of: dwell.transitions) }

  /// The statistics by their names in `gates.csv`, in a fixed order; those without a value are left out.
  public var statistics: [(name: String, value: Double)] {
    let single: [(String, Double?)] = [
      ("mean", mean), ("variance", variance), ("minimum", minimum.isFinite ? minimum : nil),
      ("maximum", maximum.isFinite ? maximum : nil), ("open_rate", openRate),
      ("entropy", probabilities.entropy), ("saturation", probabilities.saturation),
      ("switching_rate", switchingRate), ("dwell_on", dwell.on.mean), ("dwell_off", dwell.off.mean),
      ("half_life", probabilities.halfLife),
    ]
    let binned = histogram.enumerated().map { bin, hits in
      ("bin_\(bin < 10 ? "0" : "")\(bin)", share(hits, of: count))
    }
    return (single + binned).compactMap { name, value in value.map { (name, $0) } }
  }

  private func share(_ part: Int, of whole: Int) -> Double? {
    whole > 0 ? Double(part) / Double(whole) : nil
  }
}
