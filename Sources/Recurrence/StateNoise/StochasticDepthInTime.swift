public import Catalog

/// Stochastic depth in time: whole steps are left out at random.
///
/// Where u < rate, c_t = c_{t−1} and h_t = h_{t−1} for all units of a layer; else the step is taken. Zoneout with one
/// decision for all, named and measured in its paper.
///
/// - Draws: one uniform per sequence, layer and step, from the step channel.
/// - Expectation: c_t = rate·c_{t−1} + (1 − rate)·ĉ, and h_t alike.
/// - Source: after Huang et al. 2016 (arXiv 1603.09382); in time by Krueger et al. 2017 (arXiv 1606.01305).
public struct StochasticDepthInTime: StateNoise {
  /// The catalog entry.
  public static let description = KindDescription(
    "stochastic_depth_in_time", summary: "Whole steps of a layer are left out at random.",
    formula: "c_t = c_{t−1} and h_t = h_{t−1} where u < rate, one u for all units",
    source: "Krueger et al. 2017 (arXiv 1606.01305), after Huang et al. 2016 (arXiv 1603.09382)",
    parameters: [
      Parameter(
        "rate", .number(.probability), default: .number(0.05),
        summary: "How often a step is left out, as a probability.")
    ])

  /// d_c and d_h, of the same draws.
  public let masks: [StateMask]

  /// Reads `rate`.
  public init(_ parameters: Parameters) throws(ParameterError) {
    let rate = parameters.number("rate")
    masks = [StateMask.Target.zoneoutCell, .zoneoutHidden].map {
      StateMask($0, rate: rate, isForWholeStep: true)
    }
  }
}
