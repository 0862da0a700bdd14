import Gating
import RandomStreams
import Recurrence
import Sequences
import Testing

/// One step worked by hand: one input, one unit, gates that are their own pre-activation.
@Suite struct OneStepTests {
  /// z = b + 2x + 3h for input, forget, candidate and output gate, with b = 1, 2, 3, 4 and p = 10, 20, 30.
  static func engine(
    _ variant: LSTMVariant, peepholes: Bool = false, gateWeights: [[Double]] = [[], [], []],
    stateNoise: (any StateNoise)? = nil, draws: [NoiseChannel: Double] = [:], steps: Int = 1
  ) throws -> ReferenceEngine {
    let configuration = NetworkConfiguration(
      inputWidth: 1, hidden: 1, outputWidth: 0, variant: variant, peepholes: peepholes)
    func weights(_ bias: Double, _ peephole: Double, _ gates: [Double]) -> AffineWeights {
      AffineWeights(
        [[2, 3]], bias: [bias], peepholes: peepholes ? [peephole] : [],
        gateWeights: gates.isEmpty ? [] : [gates])
    }
    let engine = ReferenceEngine(configuration)
    engine.parameters = try NetworkWeights(layers: [
      .init(
        input: weights(1, 10, gateWeights[0]), forget: weights(2, 20, gateWeights[1]),
        candidate: AffineWeights([[2, 3]], bias: [3]), output: weights(4, 30, gateWeights[2]))
    ]).parameters(configuration)
    var batch = TaskBatch(inputWidth: 1, targetWidth: 0, placement: .last)
    batch.reset(steps: steps, count: 1)
    batch.inputs = Array(repeating: 1, count: steps)
    let field = NoiseField(
      generator: .philox, seed: 5, replicate: 0, purpose: .trainingNoise, sharing: .perStep, scope: .unit)
    field.begin(time: 0, steps: steps, layers: 1, units: 1, sequences: [0])
    engine.forward(
      batch, gates: GateAssignment(all: AffineGate(), stateNoise: stateNoise), mode: .training(epoch: 0),
      noise: ChosenDraws(field, change: { place, u in draws[place.channel] ?? u }),
      initial: InitialState(hidden: [-1], cell: [5]))
    return engine
  }

  static func value(_ engine: ReferenceEngine, _ quantity: TapeQuantity, step: Int = 0) -> Double {
    engine.tape(quantity, layer: 0, step: step)[0]
  }

  /// Without peepholes i = 0, f = 1, g = 2, o = 3, so ĉ = 1·5 + 0·2.
  @Test func plain() throws {
    let engine = try Self.engine(.niaf)
    #expect(Self.value(engine, .cell) == 5)
    #expect(Self.value(engine, .hidden) == 3 * VectorMath.tanh(5.0))
  }

  /// i = 0 + 10·5, f = 1 + 20·5, ĉ = 101·5 + 50·2, o = 3 + 30·ĉ: the output gate sees the new cell.
  @Test func peepholes() throws {
    let engine = try Self.engine(.niaf, peepholes: true)
    #expect(Self.value(engine, .gate(.input)) == 50)
    #expect(Self.value(engine, .gate(.forget)) == 101)
    #expect(Self.value(engine, .candidate) == 2)
    #expect(Self.value(engine, .cell) == 605)
    #expect(Self.value(engine, .preActivation(.output)) == 18_153)
  }

  /// h = o·ĉ with ĉ = 5 + 0·tanh(2).
  @Test func noOutputActivation() throws {
    #expect(Self.value(try Self.engine(.noaf), .hidden) == 15)
  }

  /// i = 0, so what is left of the cell is 1 − 0.
  @Test func coupled() throws {
    let engine = try Self.engine(.cifg)
    #expect(Self.value(engine, .gate(.forget)) == 1)
    #expect(Self.value(engine, .cell) == 5)
  }

  /// At the first step gates see zeros; at the second i = z + 1·0 + 2·1 + 3·3.
  @Test func gatesSeeTheGatesBefore() throws {
    let rows: [[Double]] = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    let engine = try Self.engine(.fgr, gateWeights: rows, steps: 2)
    let first = LSTMCell.gates.map { Self.value(engine, .gate($0)) }
    #expect(first == [0, 1, 3])
    let h = Self.value(engine, .hidden)
    for (gate, (row, bias)) in zip(LSTMCell.gates, zip(rows, [1.0, 2, 4])) {
      let seen = bias + 2 + 3 * h + row[0] * 0 + row[1] * 1 + row[2] * 3
      #expect(agree(Self.value(engine, .preActivation(gate.block), step: 1), seen, 1e-15))
    }
  }

  /// The cell is held, the hidden state is not: it still sees ĉ = f·c + i·g = 101·5 + 50·tanh(2).
  @Test func hiddenSeesTheCellThatWasComputed() throws {
    let noise = try StateNoiseTests.noise("zoneout", rate: 0.5)
    let engine = try Self.engine(
      .noaf, peepholes: true, stateNoise: noise, draws: [.cellMask: 0.25, .hiddenMask: 0.75])
    let new = 505 + 50 * VectorMath.tanh(2.0)
    #expect(Self.value(engine, .cell) == 5)
    #expect(Self.value(engine, .hidden) == (3 + 30 * new) * new)
    let other = try Self.engine(
      .noaf, peepholes: true, stateNoise: noise, draws: [.cellMask: 0.75, .hiddenMask: 0.25])
    #expect(Self.value(other, .cell) == new)
    #expect(Self.value(other, .hidden) == -1)
  }

  /// Kept, a mask of rate ½ doubles; dropped, it leaves nothing of what it meets.
  @Test(arguments: [(0.25, 2.0), (0.75, 0.0)])
  func dropoutScales(_ u: Double, _ factor: Double) throws {
    func cell(_ kind: String, peepholes: Bool) throws -> Double {
      let noise = try StateNoiseTests.noise(kind, rate: 0.5)
      return Self.value(
        try Self.engine(.niaf, peepholes: peepholes, stateNoise: noise, draws: [.cellMask: u]), .cell)
    }
    #expect(try cell("recurrent_dropout", peepholes: true) == 505 + factor * 100)
    #expect(try cell("naive_cell_dropout", peepholes: true) == factor * 605)
    let variational = try Self.engine(
      .niaf, stateNoise: try StateNoiseTests.noise("variational_dropout", rate: 0.5),
      draws: [.inputMask: u, .hiddenMask: 0.25])
    #expect(Self.value(variational, .preActivation(.output)) == 4 + 2 * factor + 3 * 2 * -1)
  }
}
