import Estimation
import Gating
import RandomStreams
import Recurrence
import Sequences
import Testing

/// What an estimator makes of a sequence does not depend on the sequences beside it, whatever their lengths.
struct BatchInvarianceTests {
  private let network = SmallNetwork("with peepholes", hidden: 2, layers: 2, steps: 4, peepholes: true)

  private func gradient(_ rule: any GradientEstimator, _ batch: TaskBatch) throws -> [Double] {
    let engine: ReferenceEngine = network.engine()
    let field = NoiseField(
      generator: .philox, seed: 8, replicate: 0, purpose: .trainingNoise, sharing: .perStep, scope: .unit)
    let pass = EstimationPass(
      batch, gates: GateAssignment(all: try bernoulli()), loss: .squared, field: field, time: 3,
      network.configuration)
    var state = EstimatorState()
    _ = rule.estimate(engine, pass, state: &state)
    return engine.gradient
  }

  @Test(arguments: RuleCase.estimators) func rowsStandAlone(_ law: RuleCase) throws {
    let rule = try #require(law.estimator)
    guard
      rule.refusal(
        EstimationSetting(network.configuration, gates: GateAssignment(all: try bernoulli()), steps: 4))
        == nil
    else { return }
    var batch = network.batch(3, lengths: [4, 1, 3])
    batch.sequences = [7, 2, 40]
    let whole = try gradient(rule, batch)
    let parts = try (0..<3).map { try gradient(rule, batch.rows([$0])) }
    for place in whole.indices {
      let mean = parts.reduce(0) { $0 + $1[place] } / 3
      #expect((whole[place] - mean).magnitude < 1e-13, "\(place): \(whole[place]) for \(mean)")
    }
    #expect(whole.contains { $0.magnitude > 1e-3 })
  }
}
