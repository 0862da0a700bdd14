/// Mean and spread of a sample, in Float64 and in the order of the values.
///
/// Two passes: the mean from a compensated sum (Neumaier 1974), then
/// s² = (Σ(x − m)² − (Σ(x − m))²/n) / (n − 1), whose second term takes out what the rounding of m left in the first.
/// Values that are all equal have exactly that mean and a spread of exactly 0.
public struct Moments: Sendable, Hashable {
  /// Number of values n.
  public let count: Int
  /// Arithmetic mean; `nil` without values.
  public let mean: Double?
  /// Standard deviation with divisor n − 1; `nil` below two values.
  public let standardDeviation: Double?

  /// The moments of finite values.
  public init(_ values: [Double]) {
    count = values.count
    guard let first = values.first else {
      (mean, standardDeviation) = (nil, nil)
      return
    }
    guard values.contains(where: { $0 != first }) else {
      mean = first
      standardDeviation = values.count > 1 ? 0 : nil
      return
    }
    let mean = compensatedSum(values) / Double(count)
    var (sum, squares) = (0.0, 0.0)
    for value in values {
      let deviation = value - mean
      sum += deviation
      squares += deviation * deviation
    }
    let variance = (squares - sum * sum / Double(count)) / Double(count - 1)
    self.mean = mean
    standardDeviation = max(0, variance).squareRoot()
  }

  /// Moments worked out elsewhere.
  init(count: Int, mean: Double?, standardDeviation: Double?) {
    self.count = count
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// The moments of the same values multiplied by a power of two.
  func scaled(by power: Double) -> Moments {
    Moments(
      count: count, mean: mean.map { $0 * power }, standardDeviation: standardDeviation.map { $0 * power })
  }

  /// Standard error of the mean, s/√n; `nil` below two values.
  public var standardError: Double? {
    standardDeviation.map { $0 / Double(count).squareRoot() }
  }
}

/// The sum of `values` in their order, as ``CompensatedSum`` has it.
func compensatedSum(_ values: [Double]) -> Double {
  var sum = CompensatedSum()
  for value in values { sum.add(value) }
  return sum.value
}
