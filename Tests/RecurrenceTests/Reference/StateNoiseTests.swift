import Catalog
import Gating
import RandomStreams
import Recurrence
import SequenceTasks
import Testing

/// Noise on states: what it is at rate 0, where its draws come from, and how it is evaluated.
@Suite struct StateNoiseTests {
  static func network(_ noise: StateNoiseLaw, layers: Int = 2) -> NetworkCase {
    var network = NetworkCase(
      loss: .squared, readout: .linear, placement: .every, convention: .keep, layers: layers,
      laws: GateLaws.all[3])
    (network.stateNoise, network.peepholes) = (noise, true)
    return network
  }

  /// A kind of the catalog with all its rates at `rate`.
  static func noise(_ kind: String, rate: Double) throws -> any StateNoise {
    let type = try StateNoiseCatalog().type(named: kind)
    let names = type.description.parameters.map(\.name)
    return try type.init(
      Parameters(type.description, Dictionary(uniqueKeysWithValues: names.map { ($0, .number(rate)) })))
  }

  static func run(
    _ network: NetworkCase, _ noise: (any StateNoise)?, mode: PassMode = .training(epoch: 0),
    source: (any NoiseSource)? = nil
  ) throws -> ReferenceEngine {
    let engine = ReferenceEngine(network.configuration)
    engine.parameters = network.parameters
    var gates = try network.laws.assignment()
    gates.stateNoise = noise
    engine.forward(
      network.batch, gates: gates, mode: mode, noise: source ?? network.noise(),
      initial: network.initial)
    _ = engine.loss(network.loss, network.batch)
    if case .training = mode { engine.backward(network.batch) }
    return engine
  }

  /// Rate 0 is none, to the bit, in every reading; a higher rate is not.
  @Test(arguments: StateNoiseCatalog().table.kinds.dropFirst())
  func rateZeroIsNone(_ kind: String) throws {
    let network = Self.network(.none)
    let modes: [PassMode] =
      [.training(epoch: 0)] + EvaluationMode.allCases.map { .evaluation($0) }
    for mode in modes {
      let none = try Self.run(network, nil, mode: mode)
      let zero = try Self.run(network, try Self.noise(kind, rate: 0), mode: mode)
      #expect(zero.outputs == none.outputs && zero.gradient == none.gradient)
      #expect(zero.initialGradient == none.initialGradient)
    }
    let none = try Self.run(network, nil)
    let drawn = try Self.run(network, try Self.noise(kind, rate: 0.5))
    #expect(drawn.outputs != none.outputs)
  }

  /// Where everything is held, nothing moves.
  @Test(arguments: ["zoneout", "stochastic_depth_in_time"])
  func rateOneHoldsEverything(_ kind: String) throws {
    let network = Self.network(.none, layers: 1)
    for mode in [PassMode.training(epoch: 0), .evaluation(.native)] {
      let engine = try Self.run(network, try Self.noise(kind, rate: 1), mode: mode)
      for step in 0..<4 {
        #expect(engine.tape(.cell, layer: 0, step: step) == network.initial.cell)
        #expect(engine.tape(.hidden, layer: 0, step: step) == network.initial.hidden)
      }
    }
  }

  /// Every place is asked for once in a pass, forward; the backward pass uses the same draws.
  @Test(arguments: StateNoiseLaw.allCases)
  func drawsAreTakenOnce(_ law: StateNoiseLaw) throws {
    let network = Self.network(law)
    let source = ChosenDraws(network.noise())
    let engine = try Self.run(network, try law.noise(), source: source)
    #expect(engine.gradient.contains { $0 != 0 })
    let (B, n, m, T) = (3, 3, 2, 4)
    var expected: [NoiseChannel: Int] = [:]
    switch law {
    case .none: break
    case .zoneout: expected = [.cellMask: T * B * n, .hiddenMask: T * B * n]
    case .recurrentDropout, .naiveCellDropout: expected = [.cellMask: T * B * n]
    case .variationalDropout: expected = [.inputMask: B * m, .hiddenMask: B * n]
    case .stochasticDepth: expected = [.step: T * B]
    }
    for channel in [NoiseChannel.cellMask, .hiddenMask, .inputMask, .step] {
      let places = source.asked.filter { $0.key.channel == channel && $0.key.layer == 0 }
      let draws = places.reduce(0) { $0 + $1.value * source.sizes[$1.key]! }
      #expect(draws == expected[channel, default: 0], "\(channel)")
      if law == .variationalDropout { #expect(places.allSatisfy { $0.key.step == 0 }) }
    }
  }

  /// Outside training and `sample` nothing is drawn: dropout is left out, and held states are mixed in by their rate.
  @Test(arguments: [EvaluationMode.native, .mean, .hard])
  func otherModesTakeTheExpectation(_ mode: EvaluationMode) throws {
    let network = Self.network(.none, layers: 1)
    let none = try Self.run(network, nil, mode: .evaluation(mode))
    for kind in ["recurrent_dropout", "variational_dropout", "naive_cell_dropout"] {
      let engine = try Self.run(network, try Self.noise(kind, rate: 0.4), mode: .evaluation(mode))
      #expect(engine.outputs == none.outputs)
    }
    let zoneout = try Self.run(network, try Self.noise("zoneout", rate: 0.25), mode: .evaluation(mode))
    let (cell, hidden) = (none.tape(.cell, layer: 0, step: 0), none.tape(.hidden, layer: 0, step: 0))
    let mixedCell = zip(network.initial.cell, cell).map { 0.25 * $0 + 0.75 * $1 }
    let mixedHidden = zip(network.initial.hidden, hidden).map { 0.25 * $0 + 0.75 * $1 }
    #expect(zoneout.tape(.cell, layer: 0, step: 0) == mixedCell)
    #expect(zoneout.tape(.hidden, layer: 0, step: 0) == mixedHidden)
  }

  /// `sample` is the training law.
  @Test(arguments: StateNoiseLaw.allCases)
  func samplingDraws(_ law: StateNoiseLaw) throws {
    let network = Self.network(law)
    let trained = try Self.run(network, try law.noise())
    let sampled = try Self.run(network, try law.noise(), mode: .evaluation(.sample))
    #expect(sampled.outputs == trained.outputs)
  }

  /// A sequence's outputs do not depend on its batch, nor on padding.
  @Test(arguments: StateNoiseLaw.allCases)
  func sequencesDoNotSeeTheirBatch(_ law: StateNoiseLaw) throws {
    let laws = GateLaws.all[3]
    func outputs(_ batch: TaskBatch) throws -> [Double] {
      let configuration = NetworkConfiguration(
        inputWidth: 2, hidden: 4, layers: 2, outputWidth: 1, placement: .last, variant: .fgr, peepholes: true)
      let engine = ReferenceEngine(configuration)
      var numbers = Numbers("state noise")
      engine.parameters = numbers.signed(configuration.layout.count)
      let noise = NoiseField(
        generator: .philox, seed: 5, replicate: 0, purpose: .trainingNoise, sharing: .perStep, scope: .unit)
      noise.begin(time: 0, steps: batch.steps, layers: 2, units: 4, inputs: 2, sequences: batch.sequences)
      var gates = try laws.assignment()
      gates.stateNoise = try law.noise()
      engine.forward(batch, gates: gates, mode: .training(epoch: 0), noise: noise)
      return engine.outputs
    }
    let together = try outputs(MaskingTests.batch([4, 9, 1], steps: 9, .last))
    for (b, length) in [4, 9, 1].enumerated() {
      let alone = try outputs(MaskingTests.batch([length], steps: length, .last, first: b))
      let padded = try outputs(MaskingTests.batch([length], steps: 12, .last, first: b))
      #expect(alone == [together[b]] && padded == alone)
    }
  }

  /// Over evenly spread draws a dropout mask has mean 1 and drops its rate; a holding mask holds its rate.
  @Test(arguments: StateNoiseLaw.allCases.dropFirst())
  func masksHaveTheirMeans(_ law: StateNoiseLaw) throws {
    let count = 1000
    for mask in try law.noise().masks {
      for rate in [0, 0.25, 0.5, mask.rate] {
        let mask = StateMask(mask.target, rate: rate, isForWholeStep: mask.isForWholeStep)
        var values = (0..<count).map { (Double($0) + 0.5) / Double(count) }
        var floats = values.map { Float($0) }
        var span = values.mutableSpan
        mask.draw(&span)
        var floatSpan = floats.mutableSpan
        mask.draw(&floatSpan)
        let mean = values.reduce(0, +) / Double(count)
        #expect(agree(mean, mask.holds ? rate : 1, 1e-12))
        let zeros = Double(values.count { $0 == 0 }) / Double(count)
        #expect(agree(zeros, mask.holds ? 1 - rate : rate, 1e-12))
        #expect(zip(floats, values).allSatisfy { $0 == Float($1) })
      }
    }
  }

  @Test func settingsAreChecked() {
    #expect(throws: ParameterError.self) { try Self.noise("recurrent_dropout", rate: 1) }
    #expect(throws: ParameterError.self) { try Self.noise("zoneout", rate: 1.1) }
    #expect(throws: ParameterError.self) { try Self.noise("naive_cell_dropout", rate: -0.1) }
  }
}
