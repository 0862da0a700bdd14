import Catalog
import Estimation
import Gating
import Recurrence
import Sequences
import Testing

/// A charge for open gates beside estimators: earlier draws move it, so that it is a part of the losses they look at.
struct PenaltyCertificateTests {
  private let network = SmallNetwork("1 unit × 2 steps", hidden: 1, layers: 1, steps: 2, peepholes: true)
  private let penalty = GatePenalty(weight: 2)

  private func gates() throws -> GateAssignment {
    var gates = GateAssignment(all: try bernoulli())
    gates.output = try HardConcreteGate(settings(HardConcreteGate.description))
    return gates
  }

  private func exact(_ gates: GateAssignment, _ penalty: GatePenalty?) -> ExactGradient {
    let problem = ExactProblem(network.batch(), gates: gates, loss: .squared, penalty: penalty, nodes: 24)
    return ExactGradient(network.engine(), problem) {}
  }

  private func rule(_ name: String) throws -> any GradientEstimator {
    switch name {
    case "arm": ARMEstimator()
    case "disarm": DisARMEstimator()
    case "rebar": try rebar()
    case "score_function": try scoreFunction()
    default: try scoreFunction(["baseline": .text(name)])
    }
  }

  @Test(arguments: ["score_function", "moving_average", "leave_one_out", "arm", "disarm", "rebar"])
  func everyEstimator(_ name: String) throws {
    let rule = try rule(name)
    let gates = try gates()
    let certificate = network.certificate(
      .estimator(rule), gates: gates, penalty: penalty, exact: exact(gates, penalty), batches: 600)
    #expect(certificate.whole.verdict == .unseen, "\(certificate.largestDeviation)")
    #expect(certificate.relativeError < 0.01)
    // Without the charge the gradient is another.
    let without = network.certificate(
      .estimator(rule), gates: gates, exact: exact(gates, penalty), batches: 600)
    #expect(without.whole.verdict == .biased)
  }
}
