import Catalog
import Gating
import RandomStreams
import Recurrence
import Sequences
import Testing

/// Variants against the plain network that they must equal, to the bit.
@Suite struct VariantIdentityTests {
  static func network(
    _ variant: LSTMVariant, _ convention: ForgetConvention = .keep, _ laws: GateLaws = GateLaws.all[3]
  ) -> NetworkCase {
    var network = NetworkCase(
      loss: .squared, readout: .linear, placement: .every, convention: convention, layers: 2, laws: laws)
    network.variant = variant
    return network
  }

  /// The engine after a whole pass with these gates and parameters.
  static func run(
    _ network: NetworkCase, _ gates: GateAssignment, parameters: [Double]? = nil,
    noise: (any NoiseSource)? = nil
  ) -> ReferenceEngine {
    let engine = ReferenceEngine(network.configuration)
    engine.parameters = parameters ?? network.parameters
    engine.forward(
      network.batch, gates: gates, mode: .training(epoch: 0), noise: noise ?? network.noise(),
      initial: network.initial)
    _ = engine.loss(network.loss, network.batch)
    engine.backward(network.batch)
    return engine
  }

  /// nig, nfg and nog are the vanilla network with that gate forced to 1 (nfg: to what keeps everything).
  @Test(arguments: [LSTMVariant.nig, .nfg, .nog], ForgetConvention.allCases)
  func aMissingGateIsAnOpenOne(_ variant: LSTMVariant, _ convention: ForgetConvention) throws {
    let gates = try GateLaws.all[3].assignment()
    var forced = gates
    switch variant {
    case .nig: forced.input = AffineGate.open
    case .nog: forced.output = AffineGate.open
    default:
      // Under `erase` nothing is forgotten where the gate is 0, as a threshold above every pre-activation gives it.
      forced.forget =
        convention == .keep
        ? AffineGate.open
        : try HardThresholdGate(Parameters(HardThresholdGate.description, ["threshold": .number(1e6)]))
    }
    let without = Self.run(Self.network(variant, convention), gates)
    let plain = Self.run(Self.network(.vanilla, convention), forced)
    #expect(without.outputs == plain.outputs)
    #expect(without.initialGradient.cell == plain.initialGradient.cell)
    let gate: CellGate = variant == .nig ? .input : variant == .nog ? .output : .forget
    #expect(
      without.tape(.gate(gate), layer: 1, step: 2) == plain.tape(.gate(gate), layer: 1, step: 2))
    #expect(without.tape(.preActivation(gate.block), layer: 1, step: 2) == [])
    #expect(without.tape(.slope(gate), layer: 1, step: 2) == [])
    #expect(without.gradient == plain.gradient)
  }

  /// Hard gates tied by hand: the forget gate has the input gate's weights, negated, and its draw from the other end.
  @Test(arguments: ForgetConvention.allCases, [GateLaw.bernoulli, .hardThreshold])
  func coupledGatesAreTiedOnes(_ convention: ForgetConvention, _ law: GateLaw) throws {
    let laws = GateLaws(input: law, forget: law, output: .sigmoid)
    let coupled = Self.network(.cifg, convention, laws)
    let plain = Self.network(.vanilla, convention, laws)
    let layout = plain.configuration.layout
    let sign: Double = convention == .keep ? -1 : 1
    var parameters = plain.parameters
    for layer in 0..<2 {
      for block in [
        layout.inputWeights(layer: layer)!, layout.recurrentWeights(layer: layer)!,
        layout.bias(layer: layer)!,
      ] {
        let rows = block.range.lowerBound + 3 * block.columns
        for e in 0..<3 * block.columns {
          parameters[rows + e] = sign * parameters[rows - 3 * block.columns + e]
        }
      }
    }
    var gates = try laws.assignment()
    if law == .hardThreshold {
      gates.forget = try HardThresholdGate(
        Parameters(HardThresholdGate.description, ["threshold": .number(sign * 0.1)]))
    }
    let tied = Self.run(
      plain, gates, parameters: parameters,
      noise: ChosenDraws(
        plain.noise(), channel: { $0 == .forget ? .input : $0 },
        change: { place, u in place.channel == .forget && convention == .keep ? 1 - u : u }))
    let engine = Self.run(coupled, try laws.assignment(), parameters: parameters)
    #expect(engine.outputs == tied.outputs)
    for layer in 0..<2 {
      for step in 0..<4 {
        for quantity in [TapeQuantity.gate(.forget), .gate(.input), .cell, .hidden] {
          #expect(
            engine.tape(quantity, layer: layer, step: step) == tied.tape(quantity, layer: layer, step: step))
        }
      }
    }
    // ∂/∂(shared weights) is the sum over both uses, the forget gate's with the sign it was copied with.
    for layer in 0..<2 {
      let bias = layout.bias(layer: layer)!.range.lowerBound
      let (i, f) = (Array(tied.gradient[bias..<bias + 3]), Array(tied.gradient[bias + 3..<bias + 6]))
      let sum = zip(i, f).map { $0 + sign * $1 }
      #expect(difference(Array(engine.gradient[bias..<bias + 3]), sum, 1e-14) == nil)
      #expect(engine.gradient[bias + 3..<bias + 6].allSatisfy { $0 == 0 })
    }
  }

  /// What gates see is nothing where its weights are 0.
  @Test(arguments: ForgetConvention.allCases)
  func zeroWeightsAreNone(_ convention: ForgetConvention) throws {
    let plain = Self.network(.vanilla, convention)
    let expected = try plain.run().0
    expected.backward(plain.batch)
    var seeing = Self.network(.fgr, convention)
    seeing.peepholes = true
    let (layout, plainLayout) = (seeing.configuration.layout, plain.configuration.layout)
    var parameters = [Double](repeating: 0, count: layout.count)
    for block in plainLayout.blocks {
      let same = layout.blocks.first { $0.name == block.name }
      parameters.replaceSubrange(try #require(same).range, with: plain.parameters[block.range])
    }
    let engine = try seeing.run(parameters: parameters).0
    engine.backward(seeing.batch)
    #expect(engine.outputs == expected.outputs)
    #expect(engine.initialGradient == expected.initialGradient)
    for block in plainLayout.blocks {
      let same = try #require(layout.blocks.first { $0.name == block.name })
      #expect(Array(engine.gradient[same.range]) == Array(expected.gradient[block.range]))
    }
    let peepholes = try #require(layout.peepholes(layer: 1))
    #expect(engine.gradient[peepholes.range].allSatisfy { $0 != 0 })
  }
}
