public import Catalog

/// Goes forward with the hard draw and backward through a relaxation that stands a gap beyond the threshold, on the side of the draw.
///
/// With φ = (z − θ)/T, T the policy's own temperature, and s = 2g − 1, the margin of the value drawn is s·φ. The logit that is
/// differentiated is φ, moved where it must be so that the margin m is no smaller than the gap:
///
///     ∂g/∂z := σ′(m/τ)/(τT),      m = max(s·φ, gap)
///
/// The gap is 1 (`one`), or −ln(1 − π)/π (`probability`) with π = σ(s·φ) the probability of the value drawn, which is above both 1 and
/// the margin. It stands in for the noise that ``StraightThroughGumbel`` adds, so that no draw is taken beside the gate's own. The rule
/// is biased: for f(g) = (g − 0.45)², z = 1 and τ = 1 its mean is 0.110518941 with gap 1 and 0.054273175 with the other, against the
/// exact 0.019661193.
///
/// - Draws: none of its own; it needs the gate drawn, and not its uniform.
/// - Errors: worked out in double precision, and rounded once.
/// - Source: Fan, Chi, Rudnicky and Ramadge 2022 (arXiv 2206.07235), for a gate that is 0 or 1.
public struct GappedStraightThrough: ElementwiseSurrogate {
  /// How far beyond the threshold the relaxation stands at least.
  public enum Gap: String, Sendable, Hashable, CaseIterable {
    /// 1, whatever the logit.
    case one
    /// −ln(1 − π)/π.
    case probability
  }

  /// The catalog entry.
  public static let description = KindDescription(
    "gapped_straight_through",
    summary: "Takes the derivative of the sigmoid a gap beyond the threshold, on the side of the draw.",
    formula:
      "∂g/∂z := σ′(m/temperature)/(temperature·T), m = max((2g − 1)(z − θ)/T, gap), gap 1 or −ln(1 − π)/π, "
      + "π the probability of the value drawn, θ and T the policy's threshold and temperature",
    source: "Fan, Chi, Rudnicky and Ramadge 2022 (arXiv 2206.07235)",
    parameters: [
      .temperature(
        default: 2.0 / 3, isSchedulable: false,
        summary: "Temperature of the relaxation that is differentiated."),
      Parameter(
        "gap", .choice(Gap.allCases.map(\.rawValue)), default: .text("one"),
        summary: "How far beyond the threshold the relaxation stands at least."),
    ])

  /// The temperature τ of the relaxation.
  public let temperature: Double
  /// How far beyond the threshold it stands at least.
  public let gap: Gap

  /// A rule with checked settings.
  public init(_ parameters: Parameters) throws(ParameterError) {
    temperature = parameters.number("temperature")
    // The description admits the raw values alone.
    gap = Gap(rawValue: parameters.text("gap"))!
  }

  /// σ′(m/τ)/(τT); NaN where the logit is.
  public func slope<Scalar: GateScalar>(_ gate: HardGate<Scalar>, epoch: Int) -> Scalar {
    let phi = Double(gate.offset) * Double(gate.inverseTemperature)
    let decay = VectorMath.exp(-standing(gate.value > 0.5 ? phi : -phi) / temperature)
    return Scalar(decay / ((1 + decay) * (1 + decay) * temperature)) * gate.inverseTemperature
  }

  /// The margin at which the relaxation stands, for the margin of the value drawn.
  private func standing(_ margin: Double) -> Double {
    switch gap {
    case .one: margin < 1 ? 1 : margin
    // −ln(1 − σ(x)) is softplus(x); far below 0, where nothing is drawn, the ratio is 1.
    case .probability:
      margin < -600 ? 1 : VectorMath.softplus(margin) / VectorMath.sigmoid(margin)
    }
  }
}
