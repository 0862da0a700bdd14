import Catalog
import Gating
import Recurrence
import SequenceTasks
import Testing

/// The reference engine's backward pass against central differences of its own loss.
@Suite struct FiniteDifferenceTests {
  static let step = 1e-5

  @Test(arguments: NetworkCase.all([GateLaws.all[0]]))
  func parametersAndInitialStates(_ network: NetworkCase) throws {
    let (engine, _) = try network.run()
    engine.backward(network.batch)
    let numeric = try network.parameters.indices.map { place in
      try Self.central { change in
        var parameters = network.parameters
        parameters[place] += change
        return try network.run(parameters: parameters).1
      }
    }
    #expect(difference(engine.gradient, numeric, 2e-9) == nil)
    let hidden = try network.initial.hidden.indices.map { place in
      try Self.central { change in
        var initial = network.initial
        initial.hidden[place] += change
        return try network.run(initial: initial).1
      }
    }
    #expect(difference(engine.initialGradient.hidden, hidden, 2e-9) == nil)
    let cell = try network.initial.cell.indices.map { place in
      try Self.central { change in
        var initial = network.initial
        initial.cell[place] += change
        return try network.run(initial: initial).1
      }
    }
    #expect(difference(engine.initialGradient.cell, cell, 2e-9) == nil)
  }

  /// A law over the catalog: every policy with a pathwise derivative, with its default settings and the same draws.
  @Test(arguments: PolicyCatalog().table.kinds)
  func pathwisePolicies(_ kind: String) throws {
    let type = try PolicyCatalog().type(named: kind)
    let policy = try type.init(Parameters(type.description))
    guard policy.derivative == .pathwise else { return }
    for convention in ForgetConvention.allCases {
      let network = NetworkCase(
        loss: .squared, readout: .linear, placement: .every, convention: convention, layers: 2,
        laws: GateLaws.all[0])
      let engine = ReferenceEngine(network.configuration)
      func loss(_ parameters: [Double]) -> Double {
        engine.parameters = parameters
        engine.forward(
          network.batch, gates: GateAssignment(all: policy), reading: .training(epoch: 0),
          noise: network.noise(), initial: network.initial)
        return engine.loss(.squared, network.batch)
      }
      let numeric = network.parameters.indices.map { place in
        Self.central { change in
          var parameters = network.parameters
          parameters[place] += change
          return loss(parameters)
        }
      }
      _ = loss(network.parameters)
      engine.backward(network.batch)
      #expect(difference(engine.gradient, numeric, 2e-9) == nil)
    }
  }

  static func central(_ loss: (Double) throws -> Double) rethrows -> Double {
    try (loss(step) - loss(-step)) / (2 * step)
  }
}
