import Catalog
import Estimation
import Gating
import Recurrence
import Sequences
import Testing

/// The objective of continuous gates, by quadrature over their draws.
struct OwnObjectiveTests {
  private let network = SmallNetwork("one", hidden: 1, layers: 1, steps: 1)
  private let gates = GateAssignment(all: ShakenGate())

  @Test func everyParameterAgainstDifferences() {
    let exact = network.exact(gates, nodes: 16)
    #expect(exact.leaves == 16 * 16 * 16)
    #expect((exact.mass - 1).magnitude < 1e-12)
    let expected = network.differences(gates, network.batch(), nodes: 16)
    for (index, (a, b)) in zip(exact.gradient, expected).enumerated() {
      #expect((a - b).magnitude < 1e-9, "parameter \(index)")
    }
  }

  @Test func moreNodesChangeNothing() {
    let (few, many) = (network.exact(gates, nodes: 16), network.exact(gates, nodes: 32))
    for (a, b) in zip(few.gradient, many.gradient) { #expect((a - b).magnitude < 1e-8) }
  }

  @Test func thePathwiseDerivativeIsUnbiased() {
    let certificate = network.certificate(
      .surrogate(AutomaticGradient()), gates: gates, exact: network.exact(gates, nodes: 16), batches: 300)
    #expect(certificate.largestDeviation < 6)
    #expect(certificate.relativeError < 0.01)
    #expect(certificate.evaluations == 1 && certificate.draws == 3 * 64)
  }

  @Test func bernoulliAndContinuousGatesTogether() throws {
    var mixed = gates
    mixed.output = try bernoulli()
    let exact = network.exact(mixed, nodes: 16)
    #expect(exact.leaves == 16 * 16 * 2)
    let certificate = network.certificate(
      .estimator(DisARMEstimator()), gates: mixed, exact: exact, batches: 300)
    #expect(certificate.largestDeviation < 6)
    #expect(certificate.relativeError < 0.01)
  }

  @Test func theBernoulliReferenceReplacesWhatDrawsOrJumps() throws {
    var gates = GateAssignment(all: try SigmoidGate(settings(SigmoidGate.description)))
    gates.forget = try HardThresholdGate(settings(HardThresholdGate.description, ["threshold": .number(0.5)]))
    gates.output = ShakenGate()
    let twins = ObjectiveReference.bernoulli.gates(gates, network.configuration)
    #expect(!twins.input.isBernoulli && twins.forget.isBernoulli && twins.output.isBernoulli)
    #expect(twins.forget.derivative == .surrogate(threshold: 0.5, temperature: 1))
    #expect(network.exact(twins).leaves == 4)
    let own = ObjectiveReference.own.gates(gates, network.configuration)
    #expect(own.output is ShakenGate)
  }
}

/// g = σ(z + 2u − 1): smooth in its draw.
private struct ShakenGate: ElementwiseGatePolicy {
  static let description = KindDescription("shaken", summary: "A sigmoid of a shaken pre-activation.")
  init() {}
  init(_ parameters: Parameters) throws(ParameterError) {}
  var drawsPerUnit: Int { 1 }
  var derivative: GateDerivative { .pathwise }

  func sample<Scalar: GateScalar>(_ preActivation: Scalar, uniforms: (Scalar, Scalar)) -> (
    gate: Scalar, slope: Scalar
  ) {
    let gate = VectorMath.sigmoid(preActivation + 2 * uniforms.0 - 1)
    return (gate, gate * (1 - gate))
  }

  func evaluate<Scalar: GateScalar>(_ preActivation: Scalar) -> Scalar { VectorMath.sigmoid(preActivation) }
  /// The logarithmic mean of softplus over the interval.
  func mean<Scalar: GateScalar>(_ preActivation: Scalar) -> Scalar {
    (VectorMath.softplus(preActivation + 1) - VectorMath.softplus(preActivation - 1)) / 2
  }
}
