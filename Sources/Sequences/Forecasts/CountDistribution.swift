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

  // What an equal mixture scores, once for each distribution so that its loops are compiled for it: of all K members, then
  // without each part, member k being of part k mod parts.

  /// ln (1/K)Σ P_k(X = t).
  static func logProbabilities(of count: Double, mixture: [Self], parts: Int) -> [Double]

  /// The continuous ranked probability score of a count t, Σ_k (F(k) − 1[k ≥ t])².
  static func rankedProbabilityScores(of count: Double, mixture: [Self], parts: Int) -> [Double]
}

extension CountDistribution {
  /// By the largest of the K logarithms.
  public static func logProbabilities(of count: Double, mixture: [Self], parts: Int) -> [Double] {
    let logs = mixture.map { $0.logProbability(of: count) }
    func mean(_ isIn: (Int) -> Bool) -> Double {
      var (largest, sum, members) = (-Double.infinity, 0.0, 0.0)
      for index in logs.indices where isIn(index) && logs[index] > largest { largest = logs[index] }
      guard largest.isFinite else { return largest }
      for index in logs.indices where isIn(index) {
        sum += VectorMath.exp(logs[index] - largest)
        members += 1
      }
      return largest + VectorMath.log(sum / members)
    }
    return [mean { _ in true }] + (0..<parts).map { part in mean { $0 % parts != part } }
  }

  /// The distributions of parameters [K, ``parameters``].
  static func mixture(_ parameters: [Double]) -> [Self] {
    stride(from: 0, to: parameters.count, by: self.parameters).map { first in
      Self(parameters.span.extracting(first..<first + self.parameters))
    }
  }
}
