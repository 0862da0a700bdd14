/// How one series is brought to a common scale: scaled = (x − offset)/unit, in Float64.
package struct SeriesScaling: Sendable, Hashable {
  /// The rules an experiment file can name.
  package enum Rule: String, Sendable, CaseIterable {
    /// Mean 0 and standard deviation 1 over the training range (divided by n).
    case standard
    /// From 0 to 1 over the training range.
    case minmax
  }

  /// What becomes 0.
  package let offset: Double
  /// What becomes a step of 1.
  package let unit: Double

  /// Fits the rule to the training values of one series, or gives `nil` where they have no spread that
  /// Float64 can hold.
  package init?(_ rule: Rule, fittedTo values: some Collection<Double>) {
    guard let low = values.min(), let high = values.max(), low < high else { return nil }
    switch rule {
    case .standard:
      let count = Double(values.count)
      let mean = values.reduce(0, +) / count
      offset = mean
      unit = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    case .minmax:
      offset = low
      unit = high - low
    }
    guard offset.isFinite, unit.isFinite, unit >= .leastNormalMagnitude else { return nil }
  }

  /// A value in scaled units.
  package func scaled(_ value: Double) -> Double { (value - offset) / unit }

  /// A scaled value in the data's own units.
  package func unscaled(_ value: Double) -> Double { value * unit + offset }
}
