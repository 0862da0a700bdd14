public import Catalog

/// The score-function estimator: the loss itself, less a baseline, times the score of the draw.
///
///     ∂E[f]/∂φ = E[(f(b) − baseline)·(b − p)],      b = 1[u < p], p = σ(φ)
///
/// Unbiased for every baseline that does not depend on the draw:
/// - `none`: 0;
/// - `moving_average`: the average of earlier losses, with weights that fall by `decay` from update to update and are
///   scaled to add up to 1; 0 at the first update;
/// - `leave_one_out`: K samples, each less the mean of the K − 1 others.
///
/// In a network all gate values are held fixed, the score terms of all draws come in at their pre-activations, and one
/// ordinary backward pass carries them through h_{t−1} to candidates and earlier weights. Detaching h there would be
/// biased.
///
/// - Draws: those of the policies, K times.
/// - Evaluations: 1, or K.
/// - Source: Williams 1992 (REINFORCE); leave-one-out: Kool, van Hoof and Welling 2019.
public struct ScoreFunctionEstimator: Sendable {
  /// What is taken off the loss.
  public enum Baseline: String, Sendable, Hashable, CaseIterable {
    /// Nothing.
    case none
    /// An average of earlier losses.
    case movingAverage = "moving_average"
    /// The mean loss of the other samples.
    case leaveOneOut = "leave_one_out"
  }

  /// The catalog entry.
  public static let description = KindDescription(
    "score_function", summary: "The loss, less a baseline, times the score of each draw; unbiased.",
    formula: "(f(b) − baseline)(b − p)", source: "Williams 1992",
    parameters: [
      Parameter(
        "baseline", .choice(Baseline.allCases.map(\.rawValue)), default: .text("none"),
        summary: "What is taken off the loss."),
      Parameter(
        "decay", .number(Bounds(0, 1, excludesMaximum: true)), isOptional: true,
        summary: "Weight of the past in the moving average at each update; 0.95 where it is left out."),
      Parameter(
        "samples", .integer(Bounds(2, 1024)), isOptional: true,
        summary: "Samples K of leave_one_out; 2 where it is left out."),
    ])

  /// What is taken off the loss.
  public let baseline: Baseline
  /// Weight of the past in the moving average.
  public let decay: Double
  /// Samples K of one estimate: 1 but for leave-one-out.
  public let samples: Int

  /// An estimator with checked settings.
  public init(_ parameters: Parameters) throws(ParameterError) {
    // The description admits the raw values alone.
    baseline = Baseline(rawValue: parameters.text("baseline"))!
    let (decay, samples) = (parameters.optionalNumber("decay"), parameters.optionalNumber("samples"))
    if decay != nil, baseline != .movingAverage {
      throw .conflict(names: ["decay", "baseline"], reason: "a decay belongs to moving_average alone")
    }
    if samples != nil, baseline != .leaveOneOut {
      throw .conflict(
        names: ["samples", "baseline"], reason: "several samples belong to leave_one_out alone")
    }
    self.decay = decay ?? 0.95
    self.samples = baseline == .leaveOneOut ? Int(samples ?? 2) : 1
  }
}
