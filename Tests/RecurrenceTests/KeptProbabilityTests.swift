import Catalog
import Gating
import RandomStreams
import Recurrence
import Sequences
import TestSupport
import Testing

/// The p that a sampled evaluation drew with is on the tape, bit for bit the policy's mean.
@Suite struct KeptProbabilityTests {
  private static func pass(
    _ policy: any GatePolicy, _ variant: LSTMVariant = .vanilla, mode: PassMode = .evaluation(.sample),
    threads: Int = 1
  ) -> VectorEngine {
    var configuration = NetworkConfiguration(
      inputWidth: 3, hidden: 5, layers: 2, outputWidth: 2, placement: .every)
    configuration.variant = variant
    let engine = VectorEngine(configuration)
    engine.team = ThreadTeam(threads)
    var draw = Scatter(3)
    engine.parameters = draw.floats(engine.parameters.count)
    let batch = VectorEngineProblem.batch(configuration, .squared, count: 9, steps: 6, &draw)
    let noise = NoiseField(
      generator: .philox, seed: 1, replicate: 0, purpose: .evaluationNoise, sharing: .perStep, scope: .unit)
    noise.begin(
      time: 0, steps: batch.steps, layers: configuration.layers, units: configuration.hidden,
      inputs: configuration.inputWidth(layer: 0), sequences: batch.sequences)
    engine.forward(batch, gates: GateAssignment(all: policy), mode: mode, noise: noise)
    return engine
  }

  @Test(arguments: [1, 0.7], [1, 2])
  func theyAreTheMeans(temperature: Double, threads: Int) throws {
    let policy = try BernoulliGate(
      Parameters(BernoulliGate.description, ["probability_temperature": .number(temperature)]))
    let engine = Self.pass(policy, threads: threads)
    for layer in 0..<2 {
      for step in 0..<6 {
        for gate in LSTMCell.gates {
          let z = engine.tape(.preActivation(gate.block), layer: layer, step: step)
          var means = z
          var span = means.mutableSpan
          policy.mean(z.span, gates: &span)
          let kept = engine.tape(.probability(gate), layer: layer, step: step)
          #expect(kept.map(\.bitPattern) == means.map(\.bitPattern) && kept.count == 45)
        }
      }
    }
  }

  /// Of others there are none: without draws of 0 or 1, in other passes, and of gates that follow another.
  @Test func othersHaveNone() throws {
    func kept(_ engine: VectorEngine, _ gate: CellGate) -> Int {
      engine.tape(.probability(gate), layer: 1, step: 5).count
    }
    for kind in ["sigmoid", "binary_concrete", "hard_threshold"] {
      #expect(try kept(Self.pass(PolicyCatalog().make(kind)), .forget) == 0)
    }
    let bernoulli = VectorEngineProblem.bernoulli
    #expect(kept(Self.pass(bernoulli, mode: .evaluation(.native)), .forget) == 0)
    #expect(kept(Self.pass(bernoulli, mode: .training(epoch: 0)), .forget) == 0)
    let coupled = Self.pass(bernoulli, .cifg)
    #expect(kept(coupled, .forget) == 0 && kept(coupled, .input) == 45)
  }
}
