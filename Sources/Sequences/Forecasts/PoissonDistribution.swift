import Gating

/// The Poisson distribution of mean μ.
public struct PoissonDistribution: CountDistribution {
  /// μ.
  public static let parameters = 1

  /// μ.
  public let mean: Double

  /// The distribution of [μ].
  public init(_ parameters: Span<Double>) { mean = parameters[0] }

  /// The distribution of a mean.
  public init(mean: Double) { self.mean = mean }

  /// μ.
  public var variance: Double { mean }

  /// t·ln μ − μ − ln t!.
  public func logProbability(of count: Double) -> Double {
    (count == 0 ? 0 : count * VectorMath.log(mean)) - mean - VectorMath.logGamma(count + 1)
  }

  /// μ/(k + 1).
  public func ratio(after count: Double) -> Double { mean / (count + 1) }
}
