import Gating
import Recurrence
import Sequences
import Testing

/// The order of every sum is part of the contract; on these numbers another order gives other last bits.
@Suite struct SumOrderTests {
  static let configuration = NetworkConfiguration(inputWidth: 9, hidden: 11, outputWidth: 1)

  /// One step of one sequence through affine gates, and its parameters, inputs and initial state.
  static func step() -> (engine: ReferenceEngine, x: [Double], state: InitialState) {
    var numbers = Numbers("sum order")
    let engine = ReferenceEngine(configuration)
    engine.parameters = numbers.signed(configuration.layout.count, scale: 1.0 / 3)
    var batch = TaskBatch(inputWidth: 9, targetWidth: 1, placement: .last)
    batch.reset(steps: 1, count: 1)
    batch.inputs = numbers.signed(9).map { Float($0) }
    let state = InitialState(hidden: numbers.signed(11, scale: 1.0 / 3), cell: numbers.signed(11))
    engine.keepsMemoryGradients = true
    engine.forward(
      batch, gates: GateAssignment(all: AffineGate()), mode: .training(epoch: 0), noise: nil,
      initial: state)
    _ = engine.loss(.squared, batch)
    engine.backward(batch)
    return (engine, batch.inputs.map { Double($0) }, state)
  }

  @Test func preActivationsAddBiasThenInputsThenHidden() {
    let (engine, x, state) = Self.step()
    let layout = Self.configuration.layout
    let found = LSTMCell.blocks.flatMap { engine.tape(.preActivation($0), layer: 0, step: 0) }
    func row(_ block: ParameterLayout.Block, _ j: Int) -> ArraySlice<Double> {
      engine.parameters[block.range].dropFirst(j * block.columns).prefix(block.columns)
    }
    var others = 0
    for j in 0..<44 {
      let bias = engine.parameters[layout.bias(layer: 0)!.range.lowerBound + j]
      let inputs = zip(row(layout.inputWeights(layer: 0)!, j), x).map { $0 * $1 }
      let hidden = zip(row(layout.recurrentWeights(layer: 0)!, j), state.hidden).map { $0 * $1 }
      #expect(found[j] == (inputs + hidden).reduce(bias, +))
      if found[j] != (hidden + inputs).reduce(bias, +) { others += 1 }
    }
    #expect(others > 10)
  }

  /// ∂ℓ/∂h₋₁ = W_hᵀ·∂ℓ/∂z, added over the rows i, f, g, o. With one row in the batch ∂ℓ/∂z is the bias's gradient.
  @Test func hiddenGradientsAddRowsInBlockOrder() {
    let (engine, _, _) = Self.step()
    let layout = Self.configuration.layout
    let slopes = engine.gradient[layout.bias(layer: 0)!.range]
    let weights = layout.recurrentWeights(layer: 0)!.range.lowerBound
    var others = 0
    for k in 0..<11 {
      let terms = zip(0..., slopes).map { $1 * engine.parameters[weights + $0 * 11 + k] }
      #expect(engine.initialGradient.hidden[k] == terms.reduce(0, +))
      if engine.initialGradient.hidden[k] != terms.reversed().reduce(0, +) { others += 1 }
    }
    #expect(others > 3)
  }
}
