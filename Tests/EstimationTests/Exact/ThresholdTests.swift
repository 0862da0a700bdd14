import Catalog
import Estimation
import Gating
import Recurrence
import Sequences
import Testing

/// The own law of a gate that jumps without a draw: the derivative at fixed values of the gate.
struct ThresholdTests {
  private let network = SmallNetwork("1 unit × 4 steps", hidden: 1, layers: 1, steps: 4)

  private func gates(_ threshold: Double = 0) throws -> GateAssignment {
    GateAssignment(
      all: try HardThresholdGate(settings(HardThresholdGate.description, ["threshold": .number(threshold)])))
  }

  @Test func theGatesOwnParametersHaveNone() throws {
    let exact = network.exact(try gates())
    #expect(exact.holdsThresholds && exact.leaves == 1)
    // Blocks of the gates i, f, o; the candidate's is the third of four.
    for block in [0, 4, 8] {
      for gate in [0, 1, 3] { #expect(exact.gradient[block + gate] == 0) }
    }
    #expect(exact.gradient[13] != 0)
    let certificate = network.certificate(
      .surrogate(AutomaticGradient()), gates: try gates(), exact: exact, batches: 2)
    // The bias is what the surrogate put there; an angle to a gradient without it would say nothing.
    #expect(certificate.whole.cosine == nil && certificate.whole.verdict == .biased)
    #expect(certificate.rows.dropLast().contains { $0.exact == 0 && $0.bias != 0 })
  }

  @Test func theDistanceIsTheNearestPreActivations() throws {
    let (engine, batch) = (network.engine(), network.batch())
    engine.forward(batch, gates: try gates(), mode: .training(epoch: 0))
    let all = LSTMCell.gates.flatMap { gate in
      (0..<4).flatMap { engine.tape(.preActivation(gate.block), layer: 0, step: $0) }
    }
    let nearest = all.map(\.magnitude).min()!
    let found = try #require(
      ThresholdDistance(engine, ExactProblem(batch, gates: try gates(), loss: .squared)))
    #expect(found.distance == nearest && found.isNear == (nearest < found.smallest))
    // The largest input of the batch is 1.3 in size.
    #expect((found.smallest - 13 * ExactGradient.step).magnitude < 1e-8)
    // The first step's pre-activations do not depend on the gates, so the threshold can be put at one of them.
    let first = engine.tape(.preActivation(.input), layer: 0, step: 0)[0]
    let near = try #require(
      ThresholdDistance(engine, ExactProblem(batch, gates: try gates(first + 1e-4), loss: .squared)))
    #expect(near.isNear && (near.distance - 1e-4).magnitude < 1e-9)
  }

  /// A number of an embedding's table meets a weight, and the weight that number: the larger counts as inputs do.
  @Test func tablesAndTheirWeightsCountAsInputs() throws {
    let symbols = SmallNetwork("of symbols", hidden: 1, layers: 1, steps: 2, symbols: 3)
    let problem = ExactProblem(symbols.batch(), gates: try gates(), loss: .squared)
    for place in [1, symbols.configuration.layout.inputWeights(layer: 0)!.range.lowerBound] {
      let engine = symbols.engine()
      engine.parameters[place] = -7
      let found = try #require(ThresholdDistance(engine, problem))
      #expect((found.smallest - 70 * ExactGradient.step).magnitude < 1e-8)
    }
  }

  @Test func gatesThatDoNotJumpHaveNoDistance() throws {
    let problem = ExactProblem(network.batch(), gates: GateAssignment(all: try bernoulli()), loss: .squared)
    #expect(ThresholdDistance(network.engine(), problem) == nil)
  }

  /// A straight-through rule under the reference `bernoulli` is held against the probabilities that are really drawn.
  @Test func annealedProbabilities() throws {
    let type = BernoulliGate.self
    let steep = try type.init(settings(type.description, ["probability_temperature": .number(0.4)]))
    let one = SmallNetwork("one", hidden: 1, layers: 1, steps: 1)
    let twins = ObjectiveReference.bernoulli.gates(GateAssignment(all: steep), one.configuration)
    let exact = one.exact(twins)
    let p = one.parameters
    let (x, t) = (Double(one.batch().inputs[0]), Double(one.batch().targets[0]))
    let logit = { (block: Int) in (p[8 + block] + p[block] * x) / 0.4 }
    let both = VectorMath.sigmoid(logit(0)) * VectorMath.sigmoid(logit(3))
    let visible = p[12] * VectorMath.tanh(VectorMath.tanh(p[10] + p[2] * x)) + p[13] - t
    let expected = both * visible * visible + (1 - both) * (p[13] - t) * (p[13] - t)
    #expect((exact.loss - expected).magnitude < 1e-14)
    let slope = both * (1 - VectorMath.sigmoid(logit(0))) / 0.4
    #expect((exact.gradient[8] - slope * (visible * visible - (p[13] - t) * (p[13] - t))).magnitude < 1e-11)
  }
}
