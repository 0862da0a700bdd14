/// A distribution of counts 0, 1, 2, …, by its parameters, of which the first is the mean.
public protocol CountDistribution: Sendable {
  /// How many parameters it has.
  static var parameters: Int { get }

  /// The distribution of its parameters.
  init(_ parameters: Span<Double>)

  /// E[X].
  var mean: Double { get }
  /// Var[X].
  var variance: Double { get }

  /// ln P(X = k) for a count k ≥ 0.
  func logProbability(of count: Double) -> Double

  /// P(X = k + 1)/P(X = k) for a count k ≥ 0.
  func ratio(after count: Double) -> Double
}
