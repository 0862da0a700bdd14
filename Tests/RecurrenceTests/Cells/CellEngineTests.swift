import Catalog
import Gating
import Recurrence
import Sequences
import TestSupport
import Testing

/// The fast engine against the reference for every cell under every policy; what must not change a bit is beside that of the
/// LSTM, in the suites of invariance.
@Suite struct CellEngineTests {
  @Test func everythingOccurs() {
    func kinds(_ name: (VectorEngineProblem) -> String) -> Set<String> {
      Set(VectorEngineProblem.cells.map { "\($0.configuration.cell.kind) \(name($0))" })
    }
    let cells = CellEquations.others.count
    #expect(kinds { type(of: $0.gates.input).description.kind }.count == cells * PolicyCatalog().kinds.count)
    #expect(
      kinds { type(of: $0.gates.gradient!).description.kind }.count == cells * SurrogateCatalog().kinds.count)
    #expect(Set(VectorEngineProblem.cells.map { "\($0.sharing) \($0.scope)" }).count == 4)
    #expect(kinds { "\($0.configuration.embedding == nil)" }.count == 2 * cells)
    #expect(Set(VectorEngineProblem.fewCells.map(\.configuration.cell.kind)).count == cells)
  }

  /// Outputs, loss, gradients and the whole tape.
  @Test(arguments: VectorEngineProblem.cells) func agreement(_ problem: VectorEngineProblem) {
    VectorEngineAgreementTests.expectAgreement(problem)
  }

  @Test(arguments: VectorEngineProblem.cells.filter { !$0.configuration.gates.isEmpty })
  func injection(_ problem: VectorEngineProblem) { VectorFeatureTests().injection(problem) }

  /// Evaluation in every mode, with the noise on states at its expectation or drawn; no mode leaves slopes.
  @Test(arguments: VectorEngineProblem.cells) func evaluation(_ problem: VectorEngineProblem) {
    for mode in EvaluationMode.allCases {
      let (fast, reference) = (problem.vectorEngine(), problem.referenceEngine())
      fast.forward(
        problem.batch, gates: problem.gates, mode: .evaluation(mode), noise: problem.noise(),
        initial: problem.initial)
      reference.forward(
        problem.batch, gates: problem.gates, mode: .evaluation(mode), noise: problem.noise(),
        initial: problem.initial)
      VectorEngineAgreementTests.expectClose(fast.outputs, reference.outputs, 5e-6, "outputs, \(mode)")
      for gate in problem.configuration.gates {
        #expect(fast.tape(.slope(gate), layer: 0, step: 0).isEmpty)
        #expect(
          fast.tape(.probability(gate), layer: 0, step: 0).isEmpty
            == !(mode == .sample && problem.gates[gate].isBernoulli))
      }
    }
  }

  /// A diverged input shows in all units of its sequence from its step on, and in no other sequence, in both precisions; the
  /// gradient shows it too.
  @Test(arguments: CellEquations.allCases, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  func notANumber(_ cell: CellEquations, _ policy: Int) throws {
    var problem = VectorEngineProblem(seed: UInt64(8800 + policy), largest: 3, cell: cell)
    problem.configuration = NetworkConfiguration(
      inputWidth: 2, hidden: 5, layers: 2, outputWidth: 2, cell: cell.kind, placement: .every)
    problem.gates = GateAssignment(all: try PolicyCatalog().make(PolicyCatalog().kinds[policy]))
    (problem.loss, problem.initial) = (.squared, nil)
    var draw = Scatter(8801)
    problem.parameters = draw.floats(problem.configuration.layout.count)
    problem.batch = VectorEngineProblem.batch(problem.configuration, .squared, count: 3, steps: 4, &draw)
    problem.batch.lengths = [4, 4, 4]
    problem.batch.inputs[(2 * 3 + 1) * 2] = .nan
    let (fast, reference) = (problem.vectorEngine(), problem.referenceEngine())
    let losses = (problem.run(fast), problem.run(reference))
    #expect(losses.0.isNaN && losses.1.isNaN)
    for layer in 0..<2 {
      for step in 0..<4 {
        let states = [
          fast.tape(.hidden, layer: layer, step: step).map(\.isNaN),
          reference.tape(.hidden, layer: layer, step: step).map(\.isNaN),
        ]
        let expected = (0..<15).map { step >= 2 && (5..<10).contains($0) }
        #expect(states == [expected, expected], "layer \(layer), step \(step)")
      }
    }
    let inputs = problem.configuration.layout.inputWeights(layer: 0)!.range
    #expect(fast.gradient[inputs].contains { $0.isNaN })
    #expect(reference.gradient[inputs].contains { $0.isNaN })
  }
}
