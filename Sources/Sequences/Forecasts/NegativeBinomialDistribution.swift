import Gating

/// The negative binomial distribution of mean μ and variance μ + μ²/r.
public struct NegativeBinomialDistribution: CountDistribution {
  /// μ and r.
  public static let parameters = 2

  /// μ.
  public let mean: Double
  /// r.
  public let size: Double

  /// The distribution of [μ, r].
  public init(_ parameters: Span<Double>) { (mean, size) = (parameters[0], parameters[1]) }

  /// The distribution of a mean and a size.
  public init(mean: Double, size: Double) { (self.mean, self.size) = (mean, size) }

  /// μ + μ²/r.
  public var variance: Double { mean + mean * mean / size }

  /// ln P(X = t).
  public func logProbability(of count: Double) -> Double {
    Self.logProbability(
      of: count, mean: mean, logMean: VectorMath.log(mean), size: size, logSize: VectorMath.log(size))
  }

  /// (k + r)/(k + 1)·μ/(r + μ).
  public func ratio(after count: Double) -> Double {
    (count + size) / (count + 1) * (mean / (size + mean))
  }

  /// ln Γ(r + t) − ln Γ(r) − ln t! − (r + t)·ln(1 + μ/r) + t·(ln μ − ln r), by differences that do not cancel.
  static func logProbability(
    of count: Double, mean: Double, logMean: Double, size: Double, logSize: Double
  ) -> Double {
    let logOdds = VectorMath.log1p(mean / size)
    // ln Γ(r + t)/(Γ(r)·t!), from the larger two of three.
    let choices =
      count >= size
      ? VectorMath.logGammaDifference(count + 1, plus: size - 1) - VectorMath.logGamma(size)
      : VectorMath.logGammaDifference(size, plus: count) - VectorMath.logGamma(count + 1)
    return choices - size * logOdds - (count == 0 ? 0 : count * (logOdds + logSize - logMean))
  }
}
