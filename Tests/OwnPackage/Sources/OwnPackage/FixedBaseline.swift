import Sluice

/// The score-function estimator with one number as its baseline.
///
/// ∂E[ℓ]/∂φ = E[(ℓ − baseline)·(b − p)], b = 1[u < p], p = σ(φ): unbiased whatever the number.
struct FixedBaseline: GradientEstimator {
  static let description = KindDescription(
    "fixed_baseline", summary: "The loss, less a fixed number, times the score of each draw; unbiased.",
    formula: "(f(b) − baseline)(b − p)", source: "Williams 1992",
    parameters: [
      Parameter(
        "baseline", .number(.finite), default: .number(0.1), summary: "What is taken off the batch's loss.")
    ])

  let baseline: Double

  init(_ parameters: Parameters) throws(ParameterError) { baseline = parameters.number("baseline") }

  func estimate<Engine: LSTMEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    engine.forward(
      pass.batch, gates: pass.gates.held, mode: .training(epoch: pass.epoch), noise: pass.noise(1))
    let loss = engine.loss(pass.loss, pass.batch)
    let losses = engine.sequenceLosses
    let share = baseline / Double(losses.count)
    engine.injectScores(pass.gates, steps: pass.batch.steps) { row in losses[row] - share }
    engine.backward(pass.batch)
    return Estimate(loss: loss, evaluations: 1)
  }
}
