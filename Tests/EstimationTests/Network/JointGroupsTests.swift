import Catalog
import Estimation
import Gating
import RandomStreams
import Recurrence
import Sequences
import Testing

/// Where no drawn gate sees the state, estimators pair all steps of a layer at once.
struct JointGroupsTests {
  private static let networks = [
    try! MixtureNetwork(MinGRUCell(), lengths: [4]),
    try! MixtureNetwork(MinLSTMCell(), lengths: [4], placement: .every),
    try! MixtureNetwork(MinGRUCell(), hidden: 1, layers: 2, lengths: [4], placement: .every),
    try! MixtureNetwork(MinLSTMCell(), hidden: 1, layers: 2, outputs: 2, lengths: [4, 2]),
  ]
  private static let exact = networks.map { $0.exact(try! bernoulli(), .slopesChecked) }

  private static func rules() throws -> [(rule: any GradientEstimator, others: Int)] {
    [(ARMEstimator(), 1), (DisARMEstimator(), 1), (try arms(samples: 4), 3), (try rebar(), 2)]
  }

  private static func setting(
    _ configuration: NetworkConfiguration, _ policy: any GatePolicy, steps: Int
  ) -> EstimationSetting {
    EstimationSetting(configuration, gates: GateAssignment(all: policy), steps: steps)
  }

  /// Roll-outs do not grow with the length, and one for each layer is enough.
  @Test func passesDoNotGrow() throws {
    let policy = try bernoulli()
    for (rule, others) in try Self.rules() {
      for network in Self.networks {
        for steps in [1, 4, 10_000] {
          let setting = Self.setting(network.configuration, policy, steps: steps)
          #expect(rule.lossEvaluations(setting) == 1 + others * network.configuration.layers)
        }
      }
      // The update gate of these sees the state.
      for cell in [UGRNNCell(), MGUCell(), GRUCell()] as [any RecurrentCell & KindWithoutSettings] {
        let network = try MixtureNetwork(cell, layers: 2, lengths: [4])
        let setting = Self.setting(network.configuration, policy, steps: 7)
        #expect(rule.lossEvaluations(setting) == 1 + others * 2 * 7, "\(type(of: cell))")
      }
    }
  }

  /// Every estimator against enumeration, by the law of all estimators: |bias| below 6 standard errors on every parameter,
  /// whose chance is 2·10⁻⁹ a parameter, and a standard error of the whole below 4 % of the gradient. The seed is fixed.
  @Test(arguments: networks.indices) func unbiased(_ place: Int) throws {
    let (network, exact) = (Self.networks[place], Self.exact[place])
    for (rule, others) in try Self.rules() {
      let certificate = network.certificate(
        .estimator(rule), try bernoulli(), exact: exact, samples: 400, copies: 64)
      let kind = "\(type(of: rule).description.kind), \(network)"
      #expect(certificate.largestDeviation < 6, "\(kind)")
      #expect(certificate.isExactWhereConstant, "\(kind)")
      #expect(certificate.relativeError < 0.04, "\(kind)")
      #expect(certificate.evaluations == Double(1 + others * network.configuration.layers), "\(kind)")
    }
  }

  /// One estimate of a hundred steps in both precisions.
  @Test func bothEngines() throws {
    let network = try MixtureNetwork(MinLSTMCell(), layers: 2, lengths: [100, 70], placement: .every)
    for (rule, _) in try Self.rules() {
      let single = try estimate(rule, network, VectorEngine.self).map { Double($0) }
      let double = try estimate(rule, network, ReferenceEngine.self)
      let scale = double.map(\.magnitude).max()!
      #expect(zip(single, double).allSatisfy { ($0 - $1).magnitude < 1e-4 * scale }, "\(type(of: rule))")
    }
  }

  private func estimate<Engine: RecurrentEngine>(
    _ rule: any GradientEstimator, _ network: MixtureNetwork, _: Engine.Type
  ) throws -> [Engine.Scalar] {
    let engine = Engine(network.configuration)
    engine.parameters = network.parameters.map { Engine.Scalar($0) }
    let field = NoiseField(
      generator: .philox, seed: 5, replicate: 0, purpose: .trainingNoise, sharing: .perStep, scope: .unit)
    var state = EstimatorState()
    let pass = EstimationPass(
      network.batch, gates: GateAssignment(all: try bernoulli()), loss: .squared, field: field, time: 3,
      network.configuration)
    _ = rule.estimate(engine, pass, state: &state)
    return engine.gradient
  }
}
