import Sluice

/// The score-function estimator with one number as its baseline.
///
/// ∂E[ℓ]/∂φ = E[(ℓ − baseline)·(b − p)], b = 1[u < p], p = σ(φ): unbiased whatever the number.
///
/// One loss evaluation, and the draws of the policies: what an estimator declares if it says nothing else.
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

  func estimate<Engine: RecurrentEngine>(
    _ engine: Engine, _ pass: EstimationPass, state: inout EstimatorState
  ) -> Estimate {
    engine.forward(
      pass.batch, gates: pass.gates.held, mode: .training(epoch: pass.epoch), noise: pass.noise(1))
    let costs = pass.costs(engine, pass.batch)
    let share = baseline / Double(costs.sequences.count)
    engine.injectScores(pass.gates, steps: pass.batch.steps) { row in costs.sequences[row] - share }
    engine.backward(pass.batch)
    return Estimate(costs, evaluations: 1)
  }
}
