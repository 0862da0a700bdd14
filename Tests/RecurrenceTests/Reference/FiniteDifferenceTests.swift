import Catalog
import Gating
import Recurrence
import Sequences
import Testing

/// The reference engine's backward pass against central differences of its own loss.
@Suite struct FiniteDifferenceTests {
  static let step = 1e-5

  @Test(arguments: NetworkCase.all([GateLaws.all[0]]))
  func parametersAndInitialStates(_ network: NetworkCase) throws {
    let (engine, _) = try network.run()
    engine.backward(network.batch)
    let numeric = try Self.gradient(network.parameters) { try network.run(parameters: $0).1 }
    #expect(difference(engine.gradient, numeric, 2e-9) == nil)
    let hidden = try Self.gradient(network.initial.hidden) { hidden in
      var initial = network.initial
      initial.hidden = hidden
      return try network.run(initial: initial).1
    }
    #expect(difference(engine.initialGradient.hidden, hidden, 2e-9) == nil)
    let cell = try Self.gradient(network.initial.cell) { cell in
      var initial = network.initial
      initial.cell = cell
      return try network.run(initial: initial).1
    }
    #expect(difference(engine.initialGradient.cell, cell, 2e-9) == nil)
  }

  /// A law over the catalog: every policy with a pathwise derivative, with its default settings and the same draws.
  @Test(arguments: PolicyCatalog().kinds)
  func pathwisePolicies(_ kind: String) throws {
    let policy = try PolicyCatalog().make(kind)
    guard policy.derivative == .pathwise else { return }
    for convention in ForgetConvention.allCases {
      let network = NetworkCase(
        loss: .squared, readout: .linear, placement: .every, convention: convention, layers: 2,
        laws: GateLaws.all[0])
      let engine = ReferenceEngine(network.configuration)
      func loss(_ parameters: [Double]) -> Double {
        engine.parameters = parameters
        engine.forward(
          network.batch, gates: GateAssignment(all: policy), mode: .training(epoch: 0),
          noise: network.noise(), initial: network.initial)
        return engine.loss(.squared, network.batch)
      }
      let numeric = Self.gradient(network.parameters, loss)
      _ = loss(network.parameters)
      engine.backward(network.batch)
      #expect(difference(engine.gradient, numeric, 2e-9) == nil)
    }
  }

  /// The derivative of a loss by each of its arguments.
  static func gradient(_ arguments: [Double], _ loss: ([Double]) throws -> Double) rethrows -> [Double] {
    try arguments.indices.map { place in
      try central { change in
        var changed = arguments
        changed[place] += change
        return try loss(changed)
      }
    }
  }

  static func central(_ loss: (Double) throws -> Double) rethrows -> Double {
    try (loss(step) - loss(-step)) / (2 * step)
  }
}
