import Statistics

/// How several rollouts of one forecast differ.
struct RolloutSpread: Sendable, Hashable {
  /// The levels of ``quantiles``.
  static let levels = [0.05, 0.25, 0.5, 0.75, 0.95]

  /// The standard deviation, with divisor K − 1.
  let deviation: Double
  /// The quantiles at the levels.
  let quantiles: [Double?]

  /// The spread of two numbers or more.
  init(_ values: [Double]) {
    let mean = values[0] + values.reduce(0) { $0 + ($1 - values[0]) } / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    deviation = (squares / Double(values.count - 1)).squareRoot()
    quantiles = Self.levels.map { quantile(values, $0) }
  }
}
