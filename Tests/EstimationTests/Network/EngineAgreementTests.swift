import Catalog
import Estimation
import Gating
import RandomStreams
import Recurrence
import Sequences
import Testing

/// Both engines give the same estimate on the same draws, but for single precision.
struct EngineAgreementTests {
  private func estimate<Engine: RecurrentEngine>(
    _: Engine.Type, _ rule: any GradientEstimator, _ network: SmallNetwork, rows: Int
  ) throws -> (gradient: [Double], Estimate) {
    let engine = network.engine(Engine.self)
    let field = NoiseField(
      generator: .philox, seed: 3, replicate: 0, purpose: .trainingNoise, sharing: .perStep, scope: .unit)
    var state = EstimatorState()
    let pass = EstimationPass(
      network.batch(rows), gates: GateAssignment(all: try bernoulli()), loss: .squared, field: field,
      time: 7, network.configuration)
    let estimate = rule.estimate(engine, pass, state: &state)
    return (engine.gradient.map { Double($0) }, estimate)
  }

  @Test func estimatesAgree() throws {
    let networks =
      SmallNetwork.three + [
        SmallNetwork("with peepholes", hidden: 2, layers: 2, steps: 3, peepholes: true),
        SmallNetwork("every step", hidden: 3, layers: 1, steps: 4, placement: .every),
        SmallNetwork("full recurrence", hidden: 2, layers: 1, steps: 3, variant: .fgr),
        SmallNetwork("coupled", hidden: 2, layers: 1, steps: 3, variant: .cifg),
        SmallNetwork("of symbols", hidden: 2, layers: 2, steps: 3, symbols: 4),
      ]
    for network in networks {
      let setting = EstimationSetting(
        network.configuration, gates: GateAssignment(all: try bernoulli()), steps: network.steps)
      for rule in RuleCase.estimators.compactMap(\.estimator) where rule.refusal(setting) == nil {
        let (reference, cost) = try estimate(ReferenceEngine.self, rule, network, rows: 5)
        let (fast, fastCost) = try estimate(VectorEngine.self, rule, network, rows: 5)
        let scale = reference.map(\.magnitude).max() ?? 0
        for (a, b) in zip(reference, fast) {
          #expect((a - b).magnitude < 1e-4 * scale, "\(network), \(type(of: rule)): \(a) against \(b)")
        }
        #expect(cost.evaluations == fastCost.evaluations)
      }
    }
  }

  /// Re-roll-outs go through the network in parts; where the parts end cannot be seen.
  @Test func evaluationsAreCounted() throws {
    let network = SmallNetwork("with peepholes", hidden: 2, layers: 2, steps: 3, peepholes: true)
    // Two groups for each layer and step: {i, f}, then {o}.
    #expect(try estimate(ReferenceEngine.self, ARMEstimator(), network, rows: 1).1.evaluations == 13)
    #expect(try estimate(ReferenceEngine.self, try rebar(), network, rows: 1).1.evaluations == 25)
    #expect(
      try estimate(ReferenceEngine.self, DisARMEstimator(), SmallNetwork.three[0], rows: 1).1.evaluations == 5
    )
  }

  /// Copies and parts of a batch have its symbols: every estimator finds the rows' gradients.
  @Test(arguments: [
    SmallNetwork("with peepholes", hidden: 1, layers: 1, steps: 3, peepholes: true),
    SmallNetwork("of symbols", hidden: 1, layers: 1, steps: 3, symbols: 3),
  ])
  func otherNetworksAreUnbiasedToo(_ network: SmallNetwork) throws {
    let gates = GateAssignment(all: try bernoulli())
    let exact = network.exact(gates)
    for rule in [ARMEstimator(), try rebar(), try scoreFunction()] as [any GradientEstimator] {
      let certificate = network.certificate(.estimator(rule), gates: gates, exact: exact, batches: 250)
      #expect(certificate.largestDeviation < 6, "\(type(of: rule))")
      #expect(certificate.relativeError < 0.02, "\(type(of: rule))")
    }
  }
}
