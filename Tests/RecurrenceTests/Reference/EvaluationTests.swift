import Catalog
import Gating
import RandomStreams
import Recurrence
import Sequences
import Testing

/// Every evaluation mode reads gates by its own law, and only sampling needs noise.
@Suite struct EvaluationTests {
  static let network = NetworkCase(
    loss: .squared, readout: .linear, placement: .last, convention: .keep, layers: 1,
    laws: GateLaws(input: .bernoulli, forget: .bernoulli, output: .bernoulli))

  static func engine(_ mode: PassMode, noise: NoiseField?) throws -> ReferenceEngine {
    let engine = ReferenceEngine(network.configuration)
    engine.parameters = network.parameters
    engine.forward(
      network.batch, gates: try network.laws.assignment(), mode: mode, noise: noise,
      initial: network.initial)
    return engine
  }

  @Test func modesReadTheirOwnLaw() throws {
    for (mode, law) in [
      (EvaluationMode.native, { (z: Double) in VectorMath.sigmoid(z / 1.5) }),
      (.mean, { VectorMath.sigmoid($0 / 1.5) }), (.sigmoid, { VectorMath.sigmoid($0) }),
      (.hard, { $0 > 0 ? 1 : 0 }),
    ] {
      let engine = try Self.engine(.evaluation(mode), noise: nil)
      for gate in LSTMCell.gates {
        let z = engine.tape(.preActivation(gate.block), layer: 0, step: 2)
        let found = engine.tape(.gate(gate), layer: 0, step: 2)
        #expect(difference(found, z.map(law), 1e-15) == nil)
        #expect(engine.tape(.slope(gate), layer: 0, step: 2) == [])
        #expect(engine.tape(.uniform(gate, draw: 0), layer: 0, step: 2) == [])
      }
    }
  }

  @Test func samplingIsTheTrainingLaw() throws {
    let trained = try Self.engine(.training(epoch: 0), noise: Self.network.noise())
    let sampled = try Self.engine(.evaluation(.sample), noise: Self.network.noise())
    #expect(sampled.outputs == trained.outputs)
    for gate in LSTMCell.gates {
      let uniforms = sampled.tape(.uniform(gate, draw: 0), layer: 0, step: 1)
      let z = sampled.tape(.preActivation(gate.block), layer: 0, step: 1)
      let expected = zip(uniforms, z).map { $0 < VectorMath.sigmoid($1 / 1.5) ? 1.0 : 0 }
      #expect(sampled.tape(.gate(gate), layer: 0, step: 1) == expected)
      #expect(sampled.tape(.uniform(gate, draw: 1), layer: 0, step: 1) == [])
    }
  }

  /// The gates must not share their draws.
  @Test func gatesHaveNoiseOfTheirOwn() throws {
    let engine = try Self.engine(.training(epoch: 0), noise: Self.network.noise())
    let draws = LSTMCell.gates.map { engine.tape(.uniform($0, draw: 0), layer: 0, step: 0) }
    #expect(draws[0] != draws[1] && draws[1] != draws[2] && draws[0] != draws[2])
  }
}
