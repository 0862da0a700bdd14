public import Catalog

/// Goes forward with the hard draw and backward through the Concrete relaxation averaged over the draws that give the same gate.
///
/// It is ``StraightThroughGumbel`` with its uniform integrated out, given the gate drawn. With φ = (z − θ)/T, T the policy's
/// own temperature, and y = σ((φ − logit(u))/τ),
///
///     ∂g/∂z := E[y(1 − y)/τ | g]/T,      u ~ U(0, p) where g = 1, u ~ U(p, 1) where g = 0
///
/// The mean gradient is that of ``StraightThroughGumbel`` at the same τ, so it has the same bias; the variance is lower. As τ
/// falls to 0 the rule becomes ``ReinMax``.
///
/// In y the expectation is (1/π)·∫ σ′(m − τ·logit(y)) dy over (½, 1), where m is φ for an open gate and −φ for a closed one,
/// and π = σ(m) the probability of the value drawn. With y = 1 − ½v⁴ the integrand is smooth in v at small τ too (in u it is
/// not), so that the same 16 nodes of Gauss and Legendre in v serve every τ. One exponential a gate is enough, as
/// exp(τ·logit(y)) is known for each node.
///
/// - Draws: none of its own; it needs the gate drawn, and not its uniform.
/// - Errors: 10⁻⁹ for τ from 0.01 to 1. A higher τ, at which the nodes would no longer do, is refused.
/// - Source: Paulus, Maddison and Krause 2021 (arXiv 2010.04838), with the integral in place of their K samples.
public struct GumbelRao: ElementwiseSurrogate {
  /// The catalog entry.
  public static let description = KindDescription(
    "gumbel_rao",
    summary:
      "Takes the derivative of the Concrete relaxation, averaged over the draws that give the same gate.",
    formula: "∂g/∂z := E[y(1 − y) | g]/(temperature·T), y = σ(((z − θ)/T − logit(u))/temperature), "
      + "θ and T the policy's threshold and temperature",
    source: "Paulus, Maddison and Krause 2021 (arXiv 2010.04838)",
    parameters: [
      Parameter(
        "temperature", .number(Bounds(0.01, 1)), default: .number(2.0 / 3),
        summary: "Temperature of the relaxation that is differentiated.")
    ])

  /// The temperature τ of the relaxation.
  public let temperature: Double

  /// exp(τ·logit(y)) and the weight of each node.
  private let nodes: [(odds: Double, weight: Double)]

  /// A rule with checked settings.
  public init(_ parameters: Parameters) throws(ParameterError) {
    temperature = parameters.number("temperature")
    let temperature = temperature
    let rule = GaussLegendre(count: 16)
    nodes = zip(rule.nodes, rule.weights).map { v, weight in
      let tail = 0.5 * v * v * v * v
      let logit = VectorMath.log((1 - tail) / tail)
      return (VectorMath.exp(temperature * logit), weight * 2 * v * v * v)
    }
  }

  /// E[y(1 − y)/τ | g]/T, worked out in double precision.
  public func slope<Scalar: GateScalar>(_ gate: HardGate<Scalar>, epoch: Int) -> Scalar {
    let phi = Double(gate.offset) * Double(gate.inverseTemperature)
    let margin = gate.value > 0.5 ? phi : -phi
    // No gate is drawn where its probability is below exp(−600); there the products below would overflow.
    let odds = VectorMath.exp(margin < -600 ? 600 : -margin)
    var sum = 0.0
    for node in nodes {
      // σ′(m − τ·logit(y))/σ(m), as σ(x) = 1/(1 + exp(−x)).
      let product = odds * node.odds
      let share = 1 / (1 + product)
      sum += node.weight * ((1 + odds) * share) * (product * share)
    }
    return Scalar(sum) * gate.inverseTemperature
  }
}
