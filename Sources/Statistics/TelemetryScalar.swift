import CKernels

/// The number types of gates and states that statistics are gathered from: `Float` in the fast engine, `Double` in the
/// reference engine.
///
/// Terms are worked out in this precision and summed in Float64. Each requirement is a kernel, described where the kernels
/// are; `first` is the number of values that the sums' streams have had before. The protocol is not meant for further
/// conformances.
public protocol TelemetryScalar: BinaryFloatingPoint, Sendable {
  /// The eight numbers in Float64 of a running sum.
  typealias Sums = UnsafeMutableRawPointer
  /// A count.
  typealias Count = UnsafeMutablePointer<Int>

  /// Adds x − shift and its square; widens the range.
  static func addMoments(
    _ x: UnsafePointer<Self>, _ count: Int, first: Int, shift: Double, _ sums: Sums, _ squares: Sums,
    _ minimum: UnsafeMutablePointer<Double>, _ maximum: UnsafeMutablePointer<Double>)

  /// Adds p, its entropy in bits, and the log₂ of what is retained; counts what is saturated.
  static func addProbabilities(
    _ p: UnsafePointer<Self>, _ count: Int, first: Int, _ retention: GateProbabilities.Retention?,
    _ sums: Sums, _ entropies: Sums, _ logRetentions: Sums, _ saturated: Count)

  /// Adds a − b and |a − b|.
  static func addDifferences(
    _ a: UnsafePointer<Self>, _ b: UnsafePointer<Self>, _ count: Int, first: Int, _ sums: Sums,
    _ absolutes: Sums)

  /// Counts values above ½, and values by twentieths of 0 to 1.
  static func addHistogram(_ x: UnsafePointer<Self>, _ count: Int, _ above: Count, _ bins: Count)

  /// Counts the ones of values that are all 0 or 1; `false`, and nothing counted, where there are others.
  static func addOnes(_ x: UnsafePointer<Self>, _ count: Int, _ ones: Count) -> Bool

  /// Counts units above ½ at one step, at the next, and at both.
  static func addCrossings(
    _ before: UnsafePointer<Self>, _ after: UnsafePointer<Self>, _ count: Int, _ wasOn: Count, _ isOn: Count,
    _ stayedOn: Count)
}

private func eight(_ sums: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Double> {
  sums.assumingMemoryBound(to: Double.self)
}

extension GateProbabilities.Retention? {
  /// The kernels' word for it.
  fileprivate var flag: Int32 {
    switch self {
    case nil: CKERNELS_NEITHER
    case .keep: CKERNELS_KEEPS
    case .erase: CKERNELS_ERASES
    }
  }
}

extension Float: TelemetryScalar {
  /// Adds x − shift and its square; widens the range.
  public static func addMoments(
    _ x: UnsafePointer<Float>, _ count: Int, first: Int, shift: Double, _ sums: Sums, _ squares: Sums,
    _ minimum: UnsafeMutablePointer<Double>, _ maximum: UnsafeMutablePointer<Double>
  ) {
    ckernels().pointee.moments_f32(
      x, count, first, shift, eight(sums), eight(squares), minimum, maximum)
  }

  /// Adds p, its entropy in bits, and the log₂ of what is retained; counts what is saturated.
  public static func addProbabilities(
    _ p: UnsafePointer<Float>, _ count: Int, first: Int, _ retention: GateProbabilities.Retention?,
    _ sums: Sums, _ entropies: Sums, _ logRetentions: Sums, _ saturated: Count
  ) {
    ckernels().pointee.probabilities_f32(
      p, count, first, retention.flag, eight(sums), eight(entropies), eight(logRetentions), saturated)
  }

  /// Adds a − b and |a − b|.
  public static func addDifferences(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ count: Int, first: Int, _ sums: Sums,
    _ absolutes: Sums
  ) { ckernels().pointee.differences_f32(a, b, count, first, eight(sums), eight(absolutes)) }

  /// Counts values above ½, and values by twentieths of 0 to 1.
  public static func addHistogram(_ x: UnsafePointer<Float>, _ count: Int, _ above: Count, _ bins: Count) {
    ckernels().pointee.histogram_f32(x, count, above, bins)
  }

  /// Counts the ones of values that are all 0 or 1; `false`, and nothing counted, where there are others.
  public static func addOnes(_ x: UnsafePointer<Float>, _ count: Int, _ ones: Count) -> Bool {
    ckernels().pointee.ones_f32(x, count, ones) != 0
  }

  /// Counts units above ½ at one step, at the next, and at both.
  public static func addCrossings(
    _ before: UnsafePointer<Float>, _ after: UnsafePointer<Float>, _ count: Int, _ wasOn: Count,
    _ isOn: Count,
    _ stayedOn: Count
  ) { ckernels().pointee.crossings_f32(before, after, count, wasOn, isOn, stayedOn) }
}

extension Double: TelemetryScalar {
  /// Adds x − shift and its square; widens the range.
  public static func addMoments(
    _ x: UnsafePointer<Double>, _ count: Int, first: Int, shift: Double, _ sums: Sums, _ squares: Sums,
    _ minimum: UnsafeMutablePointer<Double>, _ maximum: UnsafeMutablePointer<Double>
  ) {
    ckernels().pointee.moments_f64(
      x, count, first, shift, eight(sums), eight(squares), minimum, maximum)
  }

  /// Adds p, its entropy in bits, and the log₂ of what is retained; counts what is saturated.
  public static func addProbabilities(
    _ p: UnsafePointer<Double>, _ count: Int, first: Int, _ retention: GateProbabilities.Retention?,
    _ sums: Sums, _ entropies: Sums, _ logRetentions: Sums, _ saturated: Count
  ) {
    ckernels().pointee.probabilities_f64(
      p, count, first, retention.flag, eight(sums), eight(entropies), eight(logRetentions), saturated)
  }

  /// Adds a − b and |a − b|.
  public static func addDifferences(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int, first: Int, _ sums: Sums,
    _ absolutes: Sums
  ) { ckernels().pointee.differences_f64(a, b, count, first, eight(sums), eight(absolutes)) }

  /// Counts values above ½, and values by twentieths of 0 to 1.
  public static func addHistogram(_ x: UnsafePointer<Double>, _ count: Int, _ above: Count, _ bins: Count) {
    ckernels().pointee.histogram_f64(x, count, above, bins)
  }

  /// Counts the ones of values that are all 0 or 1; `false`, and nothing counted, where there are others.
  public static func addOnes(_ x: UnsafePointer<Double>, _ count: Int, _ ones: Count) -> Bool {
    ckernels().pointee.ones_f64(x, count, ones) != 0
  }

  /// Counts units above ½ at one step, at the next, and at both.
  public static func addCrossings(
    _ before: UnsafePointer<Double>, _ after: UnsafePointer<Double>, _ count: Int, _ wasOn: Count,
    _ isOn: Count,
    _ stayedOn: Count
  ) { ckernels().pointee.crossings_f64(before, after, count, wasOn, isOn, stayedOn) }
}
