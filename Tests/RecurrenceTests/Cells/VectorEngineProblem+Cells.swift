import Catalog
import Gating
import RandomStreams
import Recurrence
import TestSupport

extension VectorEngineProblem {
  /// Every cell but the LSTM × every policy; noises on states, backward rules, sharing, scope and symbols take turns, so that
  /// each cell meets each of them.
  static let cells: [VectorEngineProblem] = {
    let policies = PolicyCatalog().kinds.map { try! PolicyCatalog().make($0) }
    let rules = SurrogateCatalog().kinds.map { try! SurrogateCatalog().make($0) }
    return CellEquations.others.enumerated().flatMap { c, cell in
      policies.indices.map { p in
        var problem = VectorEngineProblem(
          seed: UInt64(8000 + 20 * c + p), largest: 21, readsSymbols: (c + p) % 4 == 3, cell: cell)
        problem.gates = GateAssignment(
          all: policies[p], gradient: rules[p % rules.count], stateNoise: stateNoises[p % stateNoises.count])
        problem.sharing = (c + p) % 3 == 0 ? .perSequence : .perStep
        problem.scope = (c + p) % 5 == 0 ? .layer : .unit
        return problem
      }
    }
  }()

  /// One of them for each cell, under a noise each.
  static let fewCells = stride(from: 0, to: cells.count, by: PolicyCatalog().kinds.count + 1).map {
    cells[$0]
  }
}

extension CellEquations {
  /// All but the LSTM, which has tests of its own.
  static let others = allCases.filter { $0 != .lstm }
}
