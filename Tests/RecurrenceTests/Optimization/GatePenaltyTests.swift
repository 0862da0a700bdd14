import Catalog
import Gating
import Recurrence
import Sequences
import Testing

/// The charge for open gates: its value by hand, its gradient by finite differences, in both engines.
@Suite struct GatePenaltyTests {
  private static func policy(_ kind: String) throws -> any GatePolicy {
    return try PolicyCatalog().make(kind)
  }

  private static func network(
    layers: Int, variant: LSTMVariant = .vanilla, peepholes: Bool = false
  ) -> NetworkCase {
    NetworkCase(
      loss: .squared, readout: .linear, placement: .every, convention: .keep, layers: layers,
      laws: GateLaws.all[0], variant: variant, peepholes: peepholes)
  }

  private static func forward<Engine: RecurrentEngine>(
    _ engine: Engine, _ network: NetworkCase, _ gates: GateAssignment
  ) {
    engine.forward(
      network.batch, gates: gates, mode: .training(epoch: 0), noise: network.noise(), initial: nil)
  }

  /// With all weights 0 every pre-activation is its bias. P(g ≠ 0) at z = 0 and z = 2 is 1 − 0.1682 and 1 − 0.0266 for
  /// hard Concrete (Louizos et al. 2018, default parameters).
  @Test func byHand() throws {
    let network = Self.network(layers: 2)
    let engine = ReferenceEngine(network.configuration)
    let layout = network.configuration.layout
    for row in CellBlock.forget.rows(hidden: 3) {
      engine.parameters[layout.bias(layer: 1)!.range.lowerBound + row] = 2
    }
    let gates = try GateAssignment(
      input: Self.policy("hard_concrete"), forget: Self.policy("hard_concrete"),
      output: Self.policy("sigmoid"))
    Self.forward(engine, network, gates)
    let value = GatePenalty(weight: 0.1).charge(engine, network.batch, gates)
    // Three units of: input and forget in the first layer, input in the second at 0; forget in the second at 2.
    let (atZero, atTwo) = (1 - 0.1682, 1 - 0.0266)
    let open: Double = 3 * (3 * atZero + atTwo)
    let rounding: Double = 0.1 * 12 * 5e-5
    #expect(abs(value - 0.1 * open) < rounding)
  }

  @Test(
    arguments: ["hard_concrete", "stochastic_gate"],
    [
      (1, LSTMVariant.vanilla, false), (2, .vanilla, true), (2, .fgr, true), (1, .cifg, false),
      (2, .nfg, false),
    ])
  func finiteDifferences(kind: String, shape: (layers: Int, variant: LSTMVariant, peepholes: Bool)) throws {
    let network = Self.network(layers: shape.layers, variant: shape.variant, peepholes: shape.peepholes)
    let gates = GateAssignment(all: try Self.policy(kind))
    let penalty = GatePenalty(weight: 0.7)
    let engine = ReferenceEngine(network.configuration)
    func cost(_ parameters: [Double]) -> Double {
      engine.parameters = parameters
      Self.forward(engine, network, gates)
      return engine.loss(.squared, network.batch) + penalty.charge(engine, network.batch, gates)
    }
    let numeric = FiniteDifferenceTests.gradient(network.parameters, cost)
    _ = cost(network.parameters)
    engine.backward(network.batch)
    #expect(difference(engine.gradient, numeric, 2e-9) == nil)
  }

  @Test(arguments: [1, 2]) func bothEnginesAgree(layers: Int) throws {
    let network = Self.network(layers: layers)
    let gates = GateAssignment(all: try Self.policy("hard_concrete"))
    func gradient<Engine: RecurrentEngine>(_: Engine.Type) -> (Double, [Double]) {
      let engine = Engine(network.configuration)
      engine.parameters = network.parameters.map { Engine.Scalar($0) }
      Self.forward(engine, network, gates)
      _ = engine.loss(.squared, network.batch)
      let value = GatePenalty(weight: 2).charge(engine, network.batch, gates)
      engine.backward(network.batch)
      return (value, engine.gradient.map { Double($0) })
    }
    let (single, double) = (gradient(VectorEngine.self), gradient(ReferenceEngine.self))
    #expect(agree(single.0, double.0, 1e-5))
    #expect(difference(single.1, double.1, 1e-4) == nil)
  }

  /// What stands past the end of a sequence neither costs nor pulls.
  @Test func paddingIsFree() throws {
    let network = Self.network(layers: 1)
    let gates = GateAssignment(all: try Self.policy("hard_concrete"))
    func cost(_ batch: TaskBatch) -> (Double, [Double]) {
      let engine = ReferenceEngine(network.configuration)
      engine.parameters = network.parameters
      engine.forward(batch, gates: gates, mode: .training(epoch: 0), noise: network.noise(), initial: nil)
      _ = engine.loss(.squared, batch)
      let value = GatePenalty(weight: 1).charge(engine, batch, gates)
      engine.backward(batch)
      return (value, engine.gradient)
    }
    var padded = network.batch
    // The second of three sequences has two steps; its inputs at the last step are two numbers of the last rows.
    let place = (3 * 3 + 1) * 2
    padded.inputs[place] = 100
    #expect(cost(padded) == cost(network.batch))
  }

  private static func lstm(_ variant: LSTMVariant) -> NetworkConfiguration {
    NetworkConfiguration(inputWidth: 1, hidden: 1, outputWidth: 1, variant: variant)
  }

  @Test func gatesThatNeverCloseCostNothing() throws {
    let network = Self.network(layers: 1)
    let gates = GateAssignment(all: try Self.policy("bernoulli"))
    #expect(!GatePenalty.applies(to: gates, in: Self.lstm(.vanilla)))
    let engine = ReferenceEngine(network.configuration)
    Self.forward(engine, network, gates)
    #expect(GatePenalty(weight: 5).charge(engine, network.batch, gates) == 0)
  }

  /// A gate that the variant does not have has no value to charge.
  @Test func absentGatesAreNoReason() throws {
    let gates = try GateAssignment(
      input: Self.policy("hard_concrete"), forget: Self.policy("sigmoid"), output: Self.policy("sigmoid"))
    #expect(GatePenalty.applies(to: gates, in: Self.lstm(.vanilla)))
    #expect(!GatePenalty.applies(to: gates, in: Self.lstm(.nig)))
  }
}
