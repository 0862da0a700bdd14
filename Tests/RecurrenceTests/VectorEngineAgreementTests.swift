import Gating
import Recurrence
import Sequences
import Testing

/// The fast engine against the reference: random shapes, depths, lengths, read-outs, conventions, policies and losses.
@Suite struct VectorEngineAgreementTests {
  @Test(arguments: (1...60).map { VectorEngineProblem(seed: $0) })
  func forwardAndBackward(_ problem: VectorEngineProblem) {
    Self.expectAgreement(problem)
  }

  /// Outputs, loss, all gradients and the whole tape; `between` is done to both engines before the way back.
  static func expectAgreement(
    _ problem: VectorEngineProblem, between: (any RecurrentEngine) -> Void = { _ in }
  ) {
    let (fast, reference) = (problem.vectorEngine(), problem.referenceEngine())
    let structure = problem.configuration.structure
    fast.keepsMemoryGradients = true
    reference.keepsMemoryGradients = true
    let referenceLoss = problem.run(reference, between: between)
    let fastLoss = problem.run(fast) { engine in
      Self.expectSameTape(fast, reference, problem, Self.forwardQuantities(of: structure))
      between(engine)
    }
    Self.expectSameTape(fast, reference, problem, Self.backwardQuantities)
    for layer in 0..<problem.configuration.layers {
      for block in structure.blocks {
        let quantity = TapeQuantity.preActivationGradient(block)
        // All steps together: a step's may be the rest of what canceled.
        let steps = 0..<problem.batch.steps
        Self.expectClose(
          steps.flatMap { fast.tape(quantity, layer: layer, step: $0) },
          steps.flatMap { reference.tape(quantity, layer: layer, step: $0) }, 1e-4,
          "\(quantity) of layer \(layer)")
      }
    }
    Self.expectClose(fast.outputs, reference.outputs, 5e-6, "outputs")
    #expect(abs(fastLoss - referenceLoss) <= 1e-5 * max(abs(referenceLoss), 1e-3))
    for block in problem.configuration.layout.blocks {
      Self.expectClose(
        Array(fast.gradient[block.range]), Array(reference.gradient[block.range]), 5e-5, block.name)
    }
    Self.expectClose(
      fast.initialGradient.hidden.map { Float($0) }, reference.initialGradient.hidden, 5e-5, "initial hidden")
    Self.expectClose(
      fast.initialGradient.cell.map { Float($0) }, reference.initialGradient.cell, 5e-5, "initial cell")
  }

  private static func expectSameTape(
    _ fast: VectorEngine, _ reference: ReferenceEngine, _ problem: VectorEngineProblem,
    _ quantities: [TapeQuantity]
  ) {
    for layer in 0..<problem.configuration.layers {
      for step in 0..<problem.batch.steps {
        for quantity in quantities {
          let (mine, theirs) = (
            fast.tape(quantity, layer: layer, step: step), reference.tape(quantity, layer: layer, step: step)
          )
          // Draws are the same numbers in both; hard gates too, away from ties of a few ulps.
          let isExact = if case .uniform = quantity { true } else { false }
          Self.expectClose(mine, theirs, isExact ? 0 : 1e-4, "\(quantity) of layer \(layer), step \(step)")
        }
      }
    }
  }

  @Test(arguments: EvaluationMode.allCases, [3, 4, 5] as [UInt64]) func evaluation(
    _ mode: EvaluationMode, _ seed: UInt64
  ) {
    let problem = VectorEngineProblem(seed: seed)
    let (fast, reference) = (problem.vectorEngine(), problem.referenceEngine())
    fast.forward(problem.batch, gates: problem.gates, mode: .evaluation(mode), noise: problem.noise())
    reference.forward(problem.batch, gates: problem.gates, mode: .evaluation(mode), noise: problem.noise())
    Self.expectClose(fast.outputs, reference.outputs, 5e-6, "outputs")
    #expect(fast.tape(.slope(.input), layer: 0, step: 0).isEmpty)
  }

  static func forwardQuantities(of structure: CellStructure) -> [TapeQuantity] {
    let gates: [TapeQuantity] = structure.gates.flatMap {
      [.gate($0), .slope($0), .uniform($0, draw: 0), .uniform($0, draw: 1)]
    }
    let masks = StateMask.Target.allCases.map { TapeQuantity.mask($0) }
    return structure.blocks.map { .preActivation($0) } + gates + masks
      + [.candidate, .cell, .hidden, .update, .updateProbability]
  }
  static let backwardQuantities: [TapeQuantity] = [.cell, .hidden, .memoryGradient]

  /// Equal within `tolerance` times the largest of the expected values.
  static func expectClose(_ found: [Float], _ expected: [Double], _ tolerance: Double, _ what: String) {
    #expect(found.count == expected.count, "\(what)")
    let scale = expected.reduce(0) { max($0, abs($1)) }
    // Not the largest difference: `max` would pass by NaN.
    let wrong = zip(found, expected).first { !(abs(Double($0) - $1) <= tolerance * scale) }
    #expect(wrong == nil && scale.isFinite, "\(what): \(String(describing: wrong)) of \(scale)")
  }
}
