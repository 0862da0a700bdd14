public import Catalog
import Gating

/// −ln of the Poisson probability of a count t, behind an exponential read-out: μ − t·ln μ + ln t!.
///
/// μ = m·exp(a) with m the mean of the value's series over training, so that a network that says nothing (a = 0) predicts
/// that mean. Targets stay integers ≥ 0, unscaled. The term ln t! moves no gradient; it makes the loss the log score, which
/// other distributions can be compared by.
public struct PoissonLoss: ElementwiseLoss, KindWithoutSettings {
  /// The catalog entry of `poisson`.
  public static let description = KindDescription(
    "poisson", summary: "The negative log-likelihood of a count whose variance is its mean.",
    formula: "μ − t·ln μ + ln t!, μ = m_s·exp(a), m_s the series' training mean")
  /// Counts.
  public static let targets: [TargetKind] = [.count]
  /// The exponential.
  public static let readout: ReadoutKind? = .exponential

  /// The loss.
  public init() {}

  /// A Poisson distribution.
  public var forecast: Forecast { .counts(PoissonDistribution.self) }

  /// ∂/∂a = μ − t.
  public func term(_ x: LossTerm) -> LossTerm.Cost {
    let (mean, count) = (x.scale * x.output, x.target)
    // 0·ln 0 is 0 where nothing is expected and nothing came.
    let logarithm = count == 0 ? 0 : count * (VectorMath.log(x.scale) + x.preActivation)
    return LossTerm.Cost(mean - logarithm + VectorMath.logGamma(count + 1), slope: mean - count)
  }

  /// μ.
  public func appendForecast(
    _ outputs: Span<Double>, scale: Double, constant: Double, to values: inout [Double]
  ) { values.append(scale * outputs[0]) }
}

extension Loss where Self == PoissonLoss {
  /// μ − t·ln μ + ln t!.
  public static var poisson: PoissonLoss { PoissonLoss() }
}
