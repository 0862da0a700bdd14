import Catalog
import Foundation
import Gating
import Recurrence
import Sequences
import Testing

/// Both engines against the second implementation of every cell: outputs, and gradients along a direction in each block of
/// parameters and in the initial states.
@Suite struct CellReadingTests {
  @Test(arguments: NetworkCase.cells([GateLaws.all[0], GateLaws.all[3]]))
  func outputs(_ network: NetworkCase) throws {
    let (batch, second) = (network.batch, DualNetwork(network: network))
    // Numbers that both precisions have.
    let parameters = network.parameters.map { Float($0) }
    let initial = InitialState(
      hidden: network.initial.hidden.map { Double(Float($0)) }, cell: network.initial.cell)
    let (reference, _) = try network.run(parameters: parameters.map { Double($0) }, initial: initial)
    let fast = VectorEngine(network.configuration)
    fast.parameters = parameters
    fast.forward(
      batch, gates: try network.assignment(), mode: .training(epoch: 0), noise: network.noise(),
      initial: initial)
    for b in 0..<batch.count {
      let rows = second.outputs(
        parameters.map { Dual(Double($0)) }, hidden: initial.hidden.map { Dual($0) },
        cell: initial.cell.map { Dual($0) }, sequence: b)
      for (t, expected) in rows.enumerated() {
        let row = network.placement == .last ? b : t * batch.count + b
        let place = row * 3..<(row + 1) * 3
        #expect(difference(Array(reference.outputs[place]), expected.map(\.value), 1e-12) == nil)
        #expect(
          difference(fast.outputs[place].map { Double($0) }, expected.map(\.value), 1e-5) == nil)
      }
    }
  }

  @Test(arguments: NetworkCase.cells(GateLaws.all)) func gradients(_ network: NetworkCase) throws {
    try VariantGradientTests.expectSecondImplementation(network)
  }

  /// The one gate of `min_lstm` is p_i/(p_f + p_i), so that what is kept and what is written are the normalized gates of the
  /// paper; in the mean of a drawn gate too.
  @Test(arguments: ["sigmoid", "bernoulli"], [EvaluationMode.native, .mean])
  func normalizedGates(_ policy: String, _ mode: EvaluationMode) throws {
    let network = NetworkCase(
      loss: .squared, readout: .linear, placement: .every, convention: .keep, layers: 1,
      laws: GateLaws.all[0], cell: .minLSTM)
    let engine = ReferenceEngine(network.configuration)
    engine.parameters = network.parameters.map { 6 * $0 }
    let gates = GateAssignment(all: try PolicyCatalog().make(policy))
    engine.forward(
      network.batch, gates: gates, mode: .evaluation(mode), noise: nil, initial: network.initial)
    let structure = network.configuration.structure
    func sigmoid(_ name: String, _ step: Int) -> [Double] {
      let block = structure.blocks.first { $0.name == name }!
      return engine.tape(.preActivation(block), layer: 0, step: step).map { 1 / (1 + exp(-$0)) }
    }
    for step in 0..<4 {
      let (f, i) = (sigmoid("forget", step), sigmoid("input", step))
      let gate = engine.tape(.gate(structure.gates[0]), layer: 0, step: step)
      #expect(difference(gate, zip(f, i).map { $1 / ($0 + $1) }, 1e-14) == nil)
    }
  }
}
