import Catalog
import Estimation
import Gating
import Recurrence
import Testing

/// Every estimator without bias on the three networks: |bias| below 6 standard errors on every parameter, with a standard
/// error of the whole vector below 1 % of the exact gradient.
///
/// A false alarm has a chance of 2·10⁻⁹ a parameter, below 10⁻⁶ in all; the seed is fixed.
struct UnbiasedTests {
  private static let rules: [(String, @Sendable () throws -> any GradientEstimator, batches: Int)] = [
    ("score_function", { try scoreFunction() }, 500),
    ("moving_average", { try scoreFunction(["baseline": .text("moving_average")]) }, 300),
    ("leave_one_out 2", { try scoreFunction(["baseline": .text("leave_one_out")]) }, 200),
    (
      "leave_one_out 5", { try scoreFunction(["baseline": .text("leave_one_out"), "samples": .number(5)]) },
      200
    ),
    ("arm", { ARMEstimator() }, 200),
    ("disarm", { DisARMEstimator() }, 200),
    ("rebar", { try rebar() }, 200),
    ("rebar 0.7 at 1", { try rebar(eta: 0.7, lambda: 1) }, 300),
  ]

  @Test(arguments: rules.indices, [0, 1, 2])
  func unbiased(_ index: Int, _ place: Int) throws {
    let (name, make, batches) = Self.rules[index]
    let network = SmallNetwork.three[place]
    let certificate = network.certificate(
      .estimator(try make()), gates: GateAssignment(all: try bernoulli()), exact: SmallNetwork.exact[place],
      batches: batches)
    #expect(certificate.largestDeviation < 6, "\(network), \(name)")
    #expect(certificate.isExactWhereConstant, "\(network), \(name)")
    #expect(certificate.relativeError < 0.01, "\(network), \(name)")
  }
}
