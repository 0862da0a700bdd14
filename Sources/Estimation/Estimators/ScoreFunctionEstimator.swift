public import Catalog
import Gating
public import Recurrence
import Sequences

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

extension ScoreFunctionEstimator: GradientEstimator {
  /// 100 for the moving average: at the decay of 0.95 all but 0.6 % of its weight lies on them.
  public var settling: Int { baseline == .movingAverage ? 100 : 0 }

  /// One forward pass over all samples, their score terms, and one backward pass.
  ///
  /// The K samples are K copies of the batch; the loss is their mean, so the gradient is the mean of their estimates.
  public func estimate<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    let batch = pass.batch.copies(samples)
    engine.forward(
      batch, gates: pass.gates.held, mode: .training(epoch: pass.epoch), noise: pass.noise(samples))
    let costs = pass.costs(engine, batch)
    let weights = weights(costs.sequences, state.movingAverage)
    engine.injectScores(pass.gates, steps: batch.steps) { row in weights[row] }
    engine.backward(batch)
    if baseline == .movingAverage { state.take(costs.total, decay: decay) }
    return Estimate(costs, evaluations: samples)
  }

  /// Each row's share of the loss, less its share of the baseline.
  private func weights(_ losses: [Double], _ average: Double) -> [Double] {
    switch baseline {
    case .none: return losses
    case .movingAverage: return losses.map { $0 - average / Double(losses.count) }
    case .leaveOneOut:
      let rows = losses.count / samples
      return losses.indices.map { row in
        var others = 0.0
        for k in 0..<samples where k != row / rows { others += losses[k * rows + row % rows] }
        return losses[row] - others / Double(samples - 1)
      }
    }
  }
}

extension ScoreFunctionEstimator: OneGateEstimator {
  /// One uniform for each sample.
  public var uniformCount: Int { samples }
  /// One for each sample.
  public var evaluations: Int { samples }

  /// (f(b) − baseline)·(b − p), or its mean over K samples, each against the mean of the others.
  ///
  /// The moving average stands at its limit, E[f]: a baseline may not depend on the draw it is taken off.
  public func estimate(_ problem: OneGateProblem, uniforms: Span<Double>) -> Double {
    let p = problem.probability
    guard baseline == .leaveOneOut else {
      let b = problem.draw(uniforms[0])
      let level = baseline == .none ? 0 : problem.expectedLoss
      return (problem.loss(b) - level) * (b - p)
    }
    var sum = 0.0
    for k in 0..<samples { sum += problem.loss(problem.draw(uniforms[k])) }
    var estimate = 0.0
    for k in 0..<samples {
      let b = problem.draw(uniforms[k])
      let others = (sum - problem.loss(b)) / Double(samples - 1)
      estimate += (problem.loss(b) - others) * (b - p)
    }
    return estimate / Double(samples)
  }
}
