import Catalog
import Estimation
import Gating
import Recurrence
import Sequences
import Testing

/// A charge for open gates beside estimators: earlier draws move it, so that it is a part of the losses they look at.
struct PenaltyCertificateTests {
  private static let network = SmallNetwork(
    "1 unit × 2 steps", hidden: 1, layers: 1, steps: 2, peepholes: true)
  private static let penalty = GatePenalty(weight: 2)

  private static let gates: GateAssignment = {
    var gates = GateAssignment(all: try! bernoulli())
    gates.output = try! HardConcreteGate(settings(HardConcreteGate.description))
    return gates
  }()

  /// The truth of every estimator, found once.
  private static let exact = ExactGradient(
    network.engine(),
    ExactProblem(network.batch(), gates: gates, loss: .squared, penalty: penalty, nodes: 20)
  ) {}

  private func rule(_ name: String) throws -> any GradientEstimator {
    switch name {
    case "arm": ARMEstimator()
    case "disarm": DisARMEstimator()
    case "arms": try arms()
    case "bitflip": BitFlipEstimator()
    case "double_control": try doubleControl()
    case "rebar": try rebar()
    case "score_function": try scoreFunction()
    default: try scoreFunction(["baseline": .text(name)])
    }
  }

  @Test(arguments: [
    "score_function", "moving_average", "leave_one_out", "arm", "disarm", "arms", "bitflip", "double_control",
    "rebar",
  ])
  func everyEstimator(_ name: String) throws {
    let rule = try rule(name)
    let certificate = Self.network.certificate(
      .estimator(rule), gates: Self.gates, penalty: Self.penalty, exact: Self.exact, batches: 600)
    #expect(certificate.whole.verdict == .unseen, "\(certificate.largestDeviation)")
    #expect(certificate.relativeError < 0.01)
    // Without the charge the gradient is another.
    let without = Self.network.certificate(
      .estimator(rule), gates: Self.gates, exact: Self.exact, batches: 600)
    #expect(without.whole.verdict == .biased)
  }
}
