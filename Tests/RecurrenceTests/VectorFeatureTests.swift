import Catalog
import Gating
import Recurrence
import Sequences
import TestSupport
import Testing

/// Variants, peepholes, noise on states and injections: the fast engine against the reference.
@Suite struct VectorFeatureTests {
  /// Every variant, with and without peepholes, under every noise.
  static let problems = VectorEngineProblem.allFeatures(1001) + VectorEngineProblem.symbols(1501)

  @Test(arguments: problems) func agreement(_ problem: VectorEngineProblem) {
    VectorEngineAgreementTests.expectAgreement(problem)
  }

  @Test(arguments: EvaluationMode.allCases) func evaluation(_ mode: EvaluationMode) {
    for problem in VectorEngineProblem.features(901) + VectorEngineProblem.symbols(951) {
      let (fast, reference) = (problem.vectorEngine(), problem.referenceEngine())
      fast.forward(problem.batch, gates: problem.gates, mode: .evaluation(mode), noise: problem.noise())
      reference.forward(
        problem.batch, gates: problem.gates, mode: .evaluation(mode), noise: problem.noise())
      VectorEngineAgreementTests.expectClose(
        fast.outputs, reference.outputs, 5e-6, "outputs of \(problem.testDescription)")
    }
  }

  /// Injections at some places, twice at one of them, are the reference's; the next pass forgets them.
  @Test(arguments: [VectorEngineProblem(seed: 1101, largest: 20)] + VectorEngineProblem.features(1102))
  func injection(_ problem: VectorEngineProblem) {
    let size = problem.batch.count * problem.configuration.hidden
    let last = problem.batch.steps - 1
    var places: [(CellGate, layer: Int, step: Int, [Float])] = []
    var draw = Scatter(77)
    for gate in problem.configuration.policyGates {
      for layer in 0..<problem.configuration.layers {
        for step in Set([0, last / 2, last]).sorted() where (layer + step + gate.block.index + 1) % 3 > 0 {
          places.append((gate, layer, step, draw.floats(size).map { $0 * 0.1 }))
        }
      }
    }
    places.append(places[0])
    func inject(_ engine: any RecurrentEngine) {
      for (gate, layer, step, values) in places {
        if let engine = engine as? VectorEngine {
          engine.inject(values, gate: gate, layer: layer, step: step)
        } else if let engine = engine as? ReferenceEngine {
          engine.inject(values.map(Double.init), gate: gate, layer: layer, step: step)
        }
      }
    }
    VectorEngineAgreementTests.expectAgreement(problem, between: inject)
    let engine = problem.vectorEngine()
    _ = problem.run(engine)
    let without = engine.gradient
    _ = problem.run(engine, between: inject)
    #expect(engine.gradient != without)
    _ = problem.run(engine)
    #expect(engine.gradient == without)
  }

  /// Masks that are drawn but never drop or hold anything change no bit, forward or backward.
  @Test(arguments: [false, true], [1201, 1202, 1203] as [UInt64]) func idleMasks(
    _ peepholes: Bool, _ seed: UInt64
  ) {
    let none = VectorEngineProblem(seed: seed, peepholes: peepholes)
    var idle = none
    // Below every uniform, (k + ½)·2⁻²³; 1 minus it is 1.
    idle.gates.stateNoise = AllMasks(rate: 0x1p-30)
    let (a, b) = (none.vectorEngine(), idle.vectorEngine())
    #expect(none.run(a) == idle.run(b))
    #expect(a.outputs == b.outputs && a.gradient == b.gradient && a.initialGradient == b.initialGradient)
    idle.gates.stateNoise = AllMasks(rate: 0.5)
    #expect(none.run(a) != idle.run(b), "the masks are drawn")
  }

  /// What a variant does not have gets gradient 0, whatever was there before.
  @Test(arguments: LSTMVariant.allCases) func unusedParameters(_ variant: LSTMVariant) {
    let problem = VectorEngineProblem(seed: 1301, largest: 20, variant: variant, peepholes: true)
    let engine = problem.vectorEngine()
    engine.gradient = engine.gradient.map { _ in 5 }
    _ = problem.run(engine)
    let (layout, n) = (problem.configuration.layout, problem.configuration.hidden)
    for gate in LSTMCell.gates {
      let isThere = variant.policyGates.contains(gate)
      for layer in 0..<problem.configuration.layers {
        for block in [
          layout.inputWeights(layer: layer)!, layout.recurrentWeights(layer: layer)!,
          layout.bias(layer: layer)!,
        ] {
          let start = block.range.lowerBound + gate.block.index * n * block.columns
          let rows = engine.gradient[start..<start + n * block.columns]
          #expect(
            rows.allSatisfy { $0 != 5 } && rows.contains { $0 != 0 } == isThere, "\(gate) in \(block.name)")
        }
      }
    }
  }
}
