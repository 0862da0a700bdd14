public import Catalog
import Gating

/// −ln of the negative binomial probability of a count t, of mean μ and variance μ + μ²/r, behind an exponential read-out.
///
/// μ = m·exp(a) as for ``PoissonLoss``; r = exp(ρ) with one learned ρ for each series, 0 at first. As r grows the law becomes
/// the Poisson; as it falls, counts are overdispersed without bound.
///
/// With L = ln(1 + μ/r):
///
///     −ln p(t) = ln t! + ln Γ(r) − ln Γ(r + t) + (r + t)·L + t·(ρ − ln μ)
///     ∂/∂a = r(μ − t)/(r + μ)
///     ∂/∂ρ = r·(ψ(r) − ψ(r + t) + L + (t − μ)/(r + μ))
///
/// Differences of ln Γ and ψ are taken without cancellation, so that both slopes hold for r from 10⁻¹⁰⁰ to 10¹⁰⁰.
/// Source: Lawless 1987, the parametrization NB2 of Cameron and Trivedi 1986.
public struct NegativeBinomialLoss: ElementwiseLoss, KindWithoutSettings {
  /// The catalog entry of `negative_binomial`.
  public static let description = KindDescription(
    "negative_binomial",
    summary: "The negative log-likelihood of an overdispersed count; every series learns its own r.",
    formula: "variance μ + μ²/r, μ = m_s·exp(a), r = exp(ρ_s)",
    source: "Cameron and Trivedi 1986, NB2")
  /// Counts.
  public static let targets: [TargetKind] = [.count]
  /// The exponential.
  public static let readout: ReadoutKind? = .exponential
  /// ρ.
  public static let hasConstants = true

  /// The loss.
  public init() {}

  /// A negative binomial distribution.
  public var forecast: Forecast { .counts(NegativeBinomialDistribution.self) }

  /// The loss and its slopes by a and ρ.
  public func term(_ x: LossTerm) -> LossTerm.Cost {
    let (mean, count, rho) = (x.scale * x.output, x.target, x.constant)
    let logMean = VectorMath.log(x.scale) + x.preActivation
    let size = VectorMath.exp(rho)
    let loss = -NegativeBinomialDistribution.logProbability(
      of: count, mean: mean, logMean: logMean, size: size, logSize: rho)
    let deviation = (count - mean) / (size + mean)
    return LossTerm.Cost(
      loss, slope: -size * deviation,
      constantSlope: size * Self.sizeSlope(size, count, mean, deviation))
  }

  /// ψ(r) − ψ(r + t) + ln(1 + μ/r) + δ, δ = (t − μ)/(r + μ).
  ///
  /// For large r the first three are nearly opposite: with ψ(x) = ln x − 1/(2x) − D(x) they are
  /// δ − ln(1 + δ) − t/(2r(r + t)) − D(r) + D(r + t).
  private static func sizeSlope(_ r: Double, _ t: Double, _ mean: Double, _ deviation: Double) -> Double {
    guard r >= VectorMath.asymptotic else {
      return VectorMath.digamma(r) - VectorMath.digamma(r + t) + VectorMath.log1p(mean / r) + deviation
    }
    return deviation - VectorMath.log1p(deviation) - t / (2 * r * (r + t))
      + (VectorMath.digammaSeries(r + t) - VectorMath.digammaSeries(r))
  }

  /// μ and r.
  public func appendForecast(
    _ outputs: Span<Double>, scale: Double, constant: Double, to values: inout [Double]
  ) { values += [scale * outputs[0], VectorMath.exp(constant)] }
}

extension Loss where Self == NegativeBinomialLoss {
  /// Mean μ, variance μ + μ²/r.
  public static var negativeBinomial: NegativeBinomialLoss { NegativeBinomialLoss() }
}
