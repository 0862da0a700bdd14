import Catalog
import Estimation
import Gating
import Recurrence
import Testing

/// Every estimator of the catalog that says it has no bias, on each network that it serves: |bias| below 6 standard errors on
/// every parameter, with a standard error of the whole vector below 1 % of the exact gradient.
///
/// A false alarm has a chance of 2·10⁻⁹ a parameter, below 10⁻⁶ in all; the seed is fixed.
struct UnbiasedTests {
  /// The three networks, and one of a single draw for estimators that serve no other.
  private static let networks =
    SmallNetwork.three + [SmallNetwork("one draw", hidden: 1, layers: 1, steps: 1)]

  private static func gates(_ network: SmallNetwork) throws -> GateAssignment {
    guard network.steps == 1 else { return GateAssignment(all: try bernoulli()) }
    var gates = GateAssignment(all: try SigmoidGate(settings(SigmoidGate.description)))
    gates.output = try bernoulli()
    return gates
  }

  private static func setting(_ network: SmallNetwork) throws -> EstimationSetting {
    EstimationSetting(network.configuration, gates: try gates(network), steps: network.steps)
  }

  /// Those, and two whose gates fall into other groups.
  private static let countedNetworks =
    networks + [
      SmallNetwork("with peepholes", hidden: 1, layers: 2, steps: 2, peepholes: true),
      SmallNetwork("coupled", hidden: 1, layers: 1, steps: 3, variant: .cifg),
    ]

  private static let exact =
    SmallNetwork.exact + countedNetworks.dropFirst(SmallNetwork.three.count).map { $0.exact(try! gates($0)) }

  @Test(arguments: RuleCase.all.filter(\.rule.isUnbiased), networks.indices)
  func unbiased(_ law: RuleCase, _ place: Int) throws {
    let network = Self.networks[place]
    guard law.rule.refusal(try Self.setting(network)) == nil else { return }
    var sampler = network.sampler(law.rule, gates: try Self.gates(network), rows: 64)
    var certificate: Certificate
    repeat {
      for _ in 0..<100 { sampler.sample() }
      certificate = sampler.certificate(Self.exact[place])
    } while certificate.relativeError >= 0.01 && sampler.moments.count < 1000
    #expect(certificate.largestDeviation < 6, "\(network)")
    #expect(certificate.isExactWhereConstant, "\(network)")
    #expect(certificate.relativeError < 0.01, "\(network)")
  }

  /// An estimator that is refused everywhere would pass the law untested.
  @Test(arguments: RuleCase.estimators) func servesANetwork(_ law: RuleCase) throws {
    #expect(try Self.networks.contains { law.rule.refusal(try Self.setting($0)) == nil })
  }

  @Test(arguments: SurrogateCatalog().kinds) func surrogatesAreBiased(_ kind: String) throws {
    #expect(try !GradientRuleCatalog().make(kind).isUnbiased)
  }

  /// What a rule declares of one estimate is what it takes, for batches of one and of three.
  @Test(arguments: RuleCase.all) func declaredCosts(_ law: RuleCase) throws {
    for (network, exact) in zip(Self.countedNetworks, Self.exact) {
      let (gates, setting) = (try Self.gates(network), try Self.setting(network))
      guard law.rule.refusal(setting) == nil else { continue }
      for rows in [1, 3] {
        let certificate = network.certificate(law.rule, gates: gates, exact: exact, batches: 2, rows: rows)
        #expect(certificate.evaluations == Double(law.rule.lossEvaluations(setting)), "\(network)")
        #expect(certificate.draws == Double(rows * law.rule.draws(setting)), "\(network), \(rows) rows")
      }
    }
  }
}
