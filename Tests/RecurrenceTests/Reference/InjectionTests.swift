import Recurrence
import Sequences
import Testing

/// What is injected at pre-activations is the gradient of Σ values·z, added to that of the loss.
@Suite struct InjectionTests {
  @Test(
    arguments: [LSTMVariant.vanilla, .cifg, .fgr, .nog], [StateNoiseLaw.none, .zoneout, .variationalDropout])
  func gradientOfTheAddedTerm(_ variant: LSTMVariant, _ stateNoise: StateNoiseLaw) throws {
    var network = NetworkCase(
      loss: .squared, readout: .linear, placement: .last, convention: .keep, layers: 2, laws: GateLaws.all[0])
    (network.variant, network.peepholes, network.stateNoise) = (variant, true, stateNoise)
    var numbers = Numbers("injection")
    let values = (0..<network.layers * 4).flatMap { place in
      variant.policyGates.map { (gate: $0, layer: place / 4, step: place % 4, values: numbers.signed(9)) }
    }
    let lengths = network.batch.lengths
    /// Σ values·z over the steps that sequences have.
    func added(_ engine: ReferenceEngine) -> Double {
      values.reduce(0) { sum, place in
        let z = engine.tape(.preActivation(place.gate.block), layer: place.layer, step: place.step)
        return sum
          + z.indices.filter { place.step < lengths[$0 / 3] }
          .reduce(0) { $0 + place.values[$1] * z[$1] }
      }
    }
    let (engine, _) = try network.run()
    for place in values {
      // Two injections at a place add up.
      let halves = place.values.map { 0.5 * $0 }
      engine.inject(halves, gate: place.gate, layer: place.layer, step: place.step)
      engine.inject(halves, gate: place.gate, layer: place.layer, step: place.step)
    }
    engine.backward(network.batch)
    let gradient = VariantGradientTests.gradient(engine)
    for direction in VariantGradientTests.directions(network)
    where direction.range.lowerBound < network.parameters.count {
      let numeric = try FiniteDifferenceTests.central { change in
        var parameters = network.parameters
        for (place, value) in zip(direction.range, direction.values) { parameters[place] += change * value }
        let (engine, loss) = try network.run(parameters: parameters)
        return loss + added(engine)
      }
      #expect(agree(VariantGradientTests.along(gradient, direction), numeric, 5e-9), "\(direction.name)")
    }
  }

  /// The next pass knows nothing of them.
  @Test func aPassForgetsThem() throws {
    let network = NetworkCase(
      loss: .squared, readout: .linear, placement: .last, convention: .keep, layers: 1, laws: GateLaws.all[3])
    let engine = ReferenceEngine(network.configuration)
    engine.parameters = network.parameters
    func pass(injecting: Bool) throws -> [Double] {
      engine.forward(
        network.batch, gates: try network.assignment(), mode: .training(epoch: 0), noise: network.noise(),
        initial: network.initial)
      _ = engine.loss(.squared, network.batch)
      if injecting { engine.inject(Array(repeating: 1, count: 9), gate: .forget, layer: 0, step: 0) }
      engine.backward(network.batch)
      return engine.gradient
    }
    let before = try pass(injecting: false)
    #expect(try pass(injecting: true) != before)
    #expect(try pass(injecting: false) == before)
  }
}
