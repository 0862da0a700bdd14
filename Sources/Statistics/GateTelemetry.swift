/// How a gate behaves, accumulated over slices of its values in [0, 1].
///
/// Mean and variance are combined slice by slice in Float64 (Chan, Golub and LeVeque 1979): the slices, and their order, are part of
/// the result. A gate counts as open above ½, as saturated outside 0.05 … 0.95. Values that are not numbers are counted
/// apart, and make mean and variance NaN.
public struct GateTelemetry: Sendable, Hashable {
  /// Bins of the histogram, of equal width over [0, 1]; values outside fall into the first or last.
  public static let bins = 20

  /// Number of values seen.
  public private(set) var count = 0
  /// How many of them were NaN.
  public private(set) var notNumbers = 0
  /// How many were above ½.
  public private(set) var open = 0
  /// How many were below 0.05 or above 0.95.
  public private(set) var saturated = 0
  /// How many values had a predecessor in time.
  public private(set) var transitions = 0
  /// How many of those were on the other side of ½.
  public private(set) var switches = 0
  /// The smallest value; ∞ before the first.
  public private(set) var minimum = Double.infinity
  /// The largest value; −∞ before the first.
  public private(set) var maximum = -Double.infinity
  /// How many values fell into each bin; the upper end of a bin belongs to the next, except 1.
  public private(set) var histogram = [Int](repeating: 0, count: bins)
  private var runningMean = 0.0
  private var squaredDeviations = 0.0

  /// An accumulator that has seen nothing.
  public init() {}

  /// Adds one slice of gate values, for instance the units of one sequence at one time step.
  ///
  /// - Parameters:
  ///   - values: gate values.
  ///   - previous: the same units one step earlier, where there was one; switches are counted against it.
  public mutating func add(_ values: Span<Float>, after previous: Span<Float>? = nil) {
    add(count: values.count) { Double(values[$0]) }
    if let previous {
      precondition(previous.count == values.count, "both steps have the same units")
      addTransitions(count: values.count) { (Double(previous[$0]), Double(values[$0])) }
    }
  }

  /// Adds one slice of the reference engine's gate values.
  public mutating func add(_ values: Span<Double>, after previous: Span<Double>? = nil) {
    add(count: values.count) { values[$0] }
    if let previous {
      precondition(previous.count == values.count, "both steps have the same units")
      addTransitions(count: values.count) { (previous[$0], values[$0]) }
    }
  }

  private mutating func add(count added: Int, _ value: (Int) -> Double) {
    guard added > 0 else { return }
    var sum = 0.0
    for index in 0..<added { sum += value(index) }
    let mean = sum / Double(added)
    var squares = 0.0
    for index in 0..<added {
      let value = value(index)
      squares += (value - mean) * (value - mean)
      classify(value)
    }
    let (before, after) = (Double(count), Double(count + added))
    let shift = mean - runningMean
    runningMean += shift * (Double(added) / after)
    squaredDeviations += squares + shift * shift * (before * Double(added) / after)
    count += added
  }

  private mutating func classify(_ value: Double) {
    if value.isNaN {
      notNumbers += 1
      return
    }
    if value > 0.5 { open += 1 }
    if value < 0.05 || value > 0.95 { saturated += 1 }
    minimum = min(minimum, value)
    maximum = max(maximum, value)
    // Clamped before the conversion, which traps on what no Int holds.
    histogram[Int(max(0, min(Double(Self.bins - 1), value * Double(Self.bins))))] += 1
  }

  private mutating func addTransitions(count added: Int, _ pair: (Int) -> (Double, Double)) {
    for index in 0..<added {
      let (before, after) = pair(index)
      if (before > 0.5) != (after > 0.5) { switches += 1 }
    }
    transitions += added
  }
}

extension GateTelemetry {
  /// The mean gate value.
  public var mean: Double? { count > 0 ? runningMean : nil }
  /// The variance of the gate values, with divisor n: they are all there are.
  public var variance: Double? { count > 0 ? squaredDeviations / Double(count) : nil }
  /// The share of values above ½.
  public var openRate: Double? { share(open, of: count) }
  /// The share of values outside 0.05 … 0.95.
  public var saturation: Double? { share(saturated, of: count) }
  /// The share of steps at which a unit crossed ½.
  public var switchingRate: Double? { share(switches, of: transitions) }

  /// The statistics by their names in `gates.csv`, in a fixed order; those without a value are left out.
  public var statistics: [(name: String, value: Double)] {
    let single: [(String, Double?)] = [
      ("mean", mean), ("variance", variance), ("minimum", minimum.isFinite ? minimum : nil),
      ("maximum", maximum.isFinite ? maximum : nil), ("open_rate", openRate), ("saturation", saturation),
      ("switching_rate", switchingRate),
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
