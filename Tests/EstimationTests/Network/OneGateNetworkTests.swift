import Catalog
import Estimation
import Gating
import RandomStreams
import Recurrence
import Sequences
import Testing

/// The one-gate problem as a network: one unit and step, no output activation, i and c saturated at 1, so that y = o.
struct OneGateNetworkTests {
  private let configuration = NetworkConfiguration(
    inputWidth: 1, hidden: 1, outputWidth: 1, variant: .noaf)
  private let problem = OneGateProblem(target: 0.45, logit: 1)

  private var batch: TaskBatch {
    var batch = TaskBatch(inputWidth: 1, targetWidth: 1, placement: .last)
    batch.reset(steps: 1, count: 1)
    batch.targets = [0.45]
    return batch
  }

  private var engine: ReferenceEngine {
    let engine = ReferenceEngine(configuration)
    engine.parameters = [0, 0, 0, 0, 0, 0, 0, 0, 40, 0, 40, 1, 1, 0]
    return engine
  }

  private func gates() throws -> GateAssignment {
    let sigmoid = try SigmoidGate(settings(SigmoidGate.description))
    return GateAssignment(input: sigmoid, forget: sigmoid, output: try bernoulli())
  }

  /// The logit's place: the output gate's bias.
  private let place = 11

  @Test func theExactGradientIsTheProblems() throws {
    let exact = ExactGradient(engine, batch, gates: try gates(), loss: .squared)
    // The target is a Float, 1.2e-8 off.
    #expect((exact.gradient[place] - problem.exactGradient).magnitude < 1e-8)
    #expect(exact.leaves == 2)
  }

  /// The objective of the relaxed gate is not that of the hard one; the reference values at four temperatures.
  @Test(arguments: [(0.1, 0.0284901), (0.5, 0.0479530), (2.0 / 3, 0.0487451), (1, 0.0447233)])
  func theConcreteGatesOwnGradient(_ temperature: Double, _ reference: Double) throws {
    var gates = try gates()
    gates.output = try BinaryConcreteGate(
      settings(BinaryConcreteGate.description, ["temperature": .number(temperature)]))
    let own = ExactGradient(engine, batch, gates: gates, loss: .squared, nodes: 128)
    #expect((own.gradient[place] - reference).magnitude < 1e-7)
    let twin = ObjectiveReference.bernoulli.gates(gates, configuration)
    let hard = ExactGradient(engine, batch, gates: twin, loss: .squared)
    #expect((hard.gradient[place] - problem.exactGradient).magnitude < 1e-8)
  }

  @Test func everyEstimateIsThePureFunctions() throws {
    let estimators: [any GradientEstimator & OneGateEstimator] = [
      try scoreFunction(), ARMEstimator(), DisARMEstimator(), try rebar(), try rebar(eta: 0.3, lambda: 1),
      MuPropEstimator(), BitFlipEstimator(), try arms(samples: 2),
    ]
    let (engine, gates) = (engine, try gates())
    let rounded = OneGateProblem(target: Double(Float(0.45)), logit: 1)
    var state = EstimatorState()
    for estimator in estimators {
      for (u, v) in [(0.1, 0.3), (0.6, 0.9), (0.74, 0.2), (0.95, 0.5), (0.3, 0.01)] {
        let pass = EstimationPass(batch, gates: gates, loss: .squared) { _ in Fixed([u, v]) }
        let estimate = estimator.estimate(engine, pass, state: &state)
        let pure = estimator.estimate(rounded, uniforms: [u, v].span)
        #expect((engine.gradient[place] - pure).magnitude < 1e-12, "\(type(of: estimator)) at \(u), \(v)")
        #expect(estimate.evaluations == estimator.evaluations)
      }
    }
  }
}

/// The same uniform for every first draw and another for every second one.
private final class Fixed: NoiseSource {
  private let values: [Double]
  init(_ values: [Double]) { self.values = values }

  func fill(_ uniforms: inout MutableSpan<Double>, at place: NoisePlace, preActivations: Span<Double>) {
    for e in 0..<uniforms.count { uniforms[e] = values[place.subDraw] }
  }

  func fill(_ uniforms: inout MutableSpan<Float>, at place: NoisePlace, preActivations: Span<Float>) {
    for e in 0..<uniforms.count { uniforms[e] = Float(values[place.subDraw]) }
  }
}
