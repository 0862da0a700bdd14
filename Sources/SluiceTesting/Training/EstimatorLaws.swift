import Catalog
import Estimation
import Gating
import RandomStreams
import Recurrence
import Sequences

/// The laws of gradient estimators.
enum EstimatorLaws {
  static let list = LawList<any GradientEstimator>(
    family: "estimators", laws: [Law("rows", rows), Law("pure", pure), Law("unbiased", unbiased)])

  private static let configuration = NetworkConfiguration(inputWidth: 1, hidden: 1, outputWidth: 1)

  /// One unit over three steps, with Bernoulli gates: 2⁹ outcomes.
  private static func network() -> ReferenceEngine {
    let engine = ReferenceEngine(configuration)
    // A read-out of 0.5 + 2h for the target 0.5: the loss is 0 where the last output gate is shut, so that little noise
    // hides a bias.
    engine.parameters = (0..<configuration.layout.count).map { (k: Int) -> Double in
      Double((k * 37 + 11) % 101) / 50 - 1
    }
    engine.parameters.replaceSubrange((configuration.layout.count - 2)..., with: [2, 0.5])
    return engine
  }

  private static func batch(_ count: Int) -> TaskBatch {
    var batch = TaskBatch(inputWidth: 1, targetWidth: 1, placement: .last)
    batch.reset(steps: 3, count: count)
    for place in batch.inputs.indices { batch.inputs[place] = 0.8 - 0.7 * Float(place / count) }
    for row in 0..<count { (batch.targets[row], batch.sequences[row]) = (0.5, UInt32(row)) }
    return batch
  }

  private static let gates: GateAssignment = {
    do { return GateAssignment(all: try BernoulliGate(settings: [:])) } catch {
      preconditionFailure("\(error)")
    }
  }()

  private static var field: NoiseField {
    NoiseField(
      generator: .philox, seed: 5, replicate: 0, purpose: .trainingNoise, sharing: .perStep, scope: .unit)
  }

  private static func isSound(_ estimator: any GradientEstimator) -> Bool {
    estimator.refusal(EstimationSetting(configuration, gates: gates, steps: 3)) == nil
  }

  /// Samples, rows and what settles are counts.
  private static func rows(_ estimator: any GradientEstimator, _ findings: inout Findings) {
    findings.expect(
      estimator.samples > 0, at: "samples", found: "\(estimator.samples)", expected: "1 at least")
    findings.expect(
      estimator.noiseCopies > 0, at: "noiseCopies", found: "\(estimator.noiseCopies)", expected: "1 at least")
    findings.expect(
      estimator.rows(batch: 4) >= 4, at: "rows(batch: 4)", found: "\(estimator.rows(batch: 4))",
      expected: "4 at least")
    findings.expect(
      estimator.settling >= 0, at: "settling", found: "\(estimator.settling)", expected: "0 or more")
  }

  /// From the same state and noise comes the same estimate, with a finite gradient.
  private static func pure(_ estimator: any GradientEstimator, _ findings: inout Findings) {
    guard isSound(estimator) else { return }
    func gradient() -> [Double] {
      let (engine, batch) = (network(), batch(4))
      var state = EstimatorState()
      _ = estimator.estimate(
        engine, EstimationPass(batch, gates: gates, loss: .squared, field: field, time: 0, configuration),
        state: &state)
      return engine.gradient
    }
    let (first, second) = (gradient(), gradient())
    findings.expect(
      first.allSatisfy(\.isFinite), at: "one estimate", found: "\(first)", expected: "finite derivatives")
    findings.expect(first == second, at: "the same estimate again", found: "\(second)", expected: "\(first)")
  }

  /// On average the gradient of an estimator that declares it is that of the expected loss, found by visiting every outcome of a small network.
  ///
  /// The mean of 200 batches of 64 sequences lies within 6 standard errors of it in every derivative: a right estimator
  /// fails with a chance of 2·10⁻⁹ each, and the seed is fixed.
  private static func unbiased(_ estimator: any GradientEstimator, _ findings: inout Findings) {
    guard estimator.isUnbiased, isSound(estimator) else { return }
    let exact = ExactGradient(network(), batch(1), gates: gates, loss: .squared, nodes: 16)
    var sampler = GradientSampler(
      .estimator(estimator), network(), batch(64), gates: gates, loss: .squared, field: field)
    for _ in 0..<200 { sampler.sample() }
    for row in sampler.certificate(exact).rows.dropLast() {
      findings.expect(
        row.mean, near: row.exact, within: 6 * row.biasStandardError + 1e-12,
        at: "the mean of \(row.parameter)")
    }
  }
}
