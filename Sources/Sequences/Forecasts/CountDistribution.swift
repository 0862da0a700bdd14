import Gating

/// A distribution of counts 0, 1, 2, …, by its parameters, of which the first is the mean.
///
/// Forecasts of several rollouts are equal mixtures of such distributions; their scores come with the protocol.
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

  // What a mixture scores, once for each distribution so that its loops are compiled for it.

  /// ln (1/K)Σ P_k(X = t) of an equal mixture.
  static func logProbability(of count: Double, mixture: [Self]) -> Double

  /// The continuous ranked probability score of an equal mixture and a count t: Σ_k (F(k) − 1[k ≥ t])².
  static func rankedProbabilityScore(of count: Double, mixture: [Self]) -> Double
}

extension CountDistribution {
  /// By the largest of the K logarithms.
  public static func logProbability(of count: Double, mixture: [Self]) -> Double {
    let logs = mixture.map { $0.logProbability(of: count) }
    let largest = logs.reduce(-.infinity) { $1 > $0 ? $1 : $0 }
    guard largest.isFinite else { return largest }
    let sum = logs.reduce(0) { $0 + VectorMath.exp($1 - largest) }
    return largest + VectorMath.log(sum / Double(mixture.count))
  }

  /// The distributions of parameters [K, ``parameters``].
  static func mixture(_ parameters: [Double]) -> [Self] {
    stride(from: 0, to: parameters.count, by: self.parameters).map { first in
      Self(parameters.span.extracting(first..<first + self.parameters))
    }
  }
}
