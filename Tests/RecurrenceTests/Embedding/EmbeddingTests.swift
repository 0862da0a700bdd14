import Catalog
import Gating
import RandomStreams
import Recurrence
import Sequences
import Testing

/// Symbols are read as one-hot rows times a table would be, and the table learns what its rows add to the loss.
@Suite struct EmbeddingTests {
  /// Five symbols, of which one never occurs, in three numbers each, beside two numbers.
  private static let embedding = Embedding(symbols: 5, width: 3)
  private static let symbols: [Int32] = [3, 0, 1, 1, 3, 4, 0, 3, 3, 1, 0, 4]

  private func configuration(layers: Int = 2, numbers: Int = 2, peepholes: Bool = false)
    -> NetworkConfiguration
  {
    NetworkConfiguration(
      inputWidth: numbers, embedding: Self.embedding, hidden: 4, layers: layers, outputWidth: 2,
      placement: .every,
      peepholes: peepholes)
  }

  /// Four steps of three sequences of lengths 4, 2 and 3.
  private func batch(_ configuration: NetworkConfiguration) -> TaskBatch {
    var batch = TaskBatch(inputWidth: configuration.inputWidth, targetWidth: 2, placement: .every)
    batch.reset(steps: 4, count: 3)
    batch.lengths = [4, 2, 3]
    batch.sequences = [7, 1000, 3]
    var numbers = Numbers("symbols")
    batch.inputs = numbers.signed(batch.inputs.count).map { Float($0) }
    batch.targets = numbers.signed(batch.targets.count).map { Float($0) }
    batch.symbols = Self.symbols
    return batch
  }

  private func parameters(_ configuration: NetworkConfiguration) -> [Double] {
    var numbers = Numbers("embedded")
    return numbers.signed(configuration.layout.count)
  }

  /// An engine after a pass over a batch, forward and back.
  private func pass(
    _ configuration: NetworkConfiguration, _ parameters: [Double], _ batch: TaskBatch,
    stateNoise: (any StateNoise)? = nil
  ) throws -> (engine: ReferenceEngine, loss: Double) {
    let engine = ReferenceEngine(configuration)
    engine.parameters = parameters
    let noise = NoiseField(
      generator: .philox, seed: 5, replicate: 0, purpose: .trainingNoise, sharing: .perStep, scope: .unit)
    noise.begin(time: 2, batch, configuration)
    engine.forward(
      batch, gates: GateAssignment(all: try PolicyCatalog().make("sigmoid"), stateNoise: stateNoise),
      mode: .training(epoch: 0), noise: noise)
    let loss = engine.loss(.squared, batch)
    engine.backward(batch)
    return (engine, loss)
  }

  /// The same network with one-hot inputs: W_x·E in the place of W_x's first columns.
  @Test(arguments: [0, 2]) func oneHotRowsGiveTheSame(numbers: Int) throws {
    let embedded = configuration(numbers: numbers)
    let (v, e, n) = (5, 3, 4)
    let oneHot = NetworkConfiguration(
      inputWidth: v + numbers, hidden: n, layers: 2, outputWidth: 2, placement: .every)
    let parameters = parameters(embedded)
    let (table, read) = (embedded.layout.embedding!.range, embedded.layout.inputWeights(layer: 0)!.range)
    func row(_ j: Int) -> [Double] {
      Array(parameters[read][(read.lowerBound + j * (e + numbers))...].prefix(e + numbers))
    }
    func entry(_ symbol: Int, _ k: Int) -> Double { parameters[table.lowerBound + symbol * e + k] }
    let products = (0..<4 * n).flatMap { j -> [Double] in
      let own = row(j)
      let symbols = (0..<v).map { symbol -> Double in (0..<e).reduce(0) { $0 + own[$1] * entry(symbol, $1) } }
      return symbols + own[e...]
    }
    let batch = batch(embedded)
    var plain = TaskBatch(inputWidth: v + numbers, targetWidth: 2, placement: .every)
    plain.reset(steps: 4, count: 3)
    (plain.lengths, plain.targets, plain.sequences) = (batch.lengths, batch.targets, batch.sequences)
    for place in 0..<12 {
      plain.inputs[place * (v + numbers) + Int(batch.symbols[place])] = 1
      for k in 0..<numbers { plain.inputs[place * (v + numbers) + v + k] = batch.inputs[place * numbers + k] }
    }
    let (found, loss) = try pass(embedded, parameters, batch)
    let (expected, expectedLoss) = try pass(oneHot, products + parameters[read.upperBound...], plain)
    #expect(agree(loss, expectedLoss, 1e-14) && difference(found.outputs, expected.outputs, 1e-14) == nil)
    #expect(
      difference(
        Array(found.gradient[read.upperBound...]),
        Array(expected.gradient[oneHot.layout.inputWeights(layer: 0)!.range.upperBound...]), 1e-14) == nil)
    // ∂ℓ/∂(W·E) of the one-hot network gives ∂ℓ/∂E = Wᵀ·D and ∂ℓ/∂W = D·Eᵀ.
    func slope(_ j: Int, _ symbol: Int) -> Double { expected.gradient[j * (v + numbers) + symbol] }
    let tableSlopes = (0..<v).flatMap { symbol in
      (0..<e).map { k in (0..<4 * n).reduce(0) { $0 + row($1)[k] * slope($1, symbol) } }
    }
    #expect(difference(Array(found.gradient[table]), tableSlopes, 1e-14) == nil)
    let readSlopes = (0..<4 * n).flatMap { j in
      (0..<e).map { k in (0..<v).reduce(0) { $0 + slope(j, $1) * entry($1, k) } }
        + (0..<numbers).map { slope(j, v + $0) }
    }
    #expect(difference(Array(found.gradient[read]), readSlopes, 1e-14) == nil)
  }

  /// Every parameter, the rows of all symbols among them, with and without masks on what layer 0 reads.
  @Test(arguments: [false, true], [1, 2]) func differencesOfEveryParameter(_ isMasked: Bool, _ layers: Int)
    throws
  {
    let configuration = configuration(layers: layers, peepholes: true)
    let (batch, parameters) = (batch(configuration), parameters(configuration))
    let stateNoise: (any StateNoise)? = isMasked ? AllMasks(rate: 0.3) : nil
    let found = try pass(configuration, parameters, batch, stateNoise: stateNoise).engine.gradient
    let numeric = try FiniteDifferenceTests.gradient(parameters) {
      try pass(configuration, $0, batch, stateNoise: stateNoise).loss
    }
    #expect(difference(found, numeric, 2e-9) == nil)
    let table = configuration.layout.embedding!.range
    let unseen = Array(found[table][(table.lowerBound + 2 * 3)...].prefix(3))
    #expect(unseen == [0, 0, 0] && found[table].contains { $0 != 0 })
  }

  /// Symbols past a sequence's length are not looked at: no row learns from them, and they may be anything.
  @Test func paddingIsNotRead() throws {
    let configuration = configuration()
    let parameters = parameters(configuration)
    var batch = batch(configuration)
    let expected = try pass(configuration, parameters, batch).engine
    for step in 0..<4 {
      for row in 0..<3 where step >= batch.lengths[row] {
        batch.symbols[step * 3 + row] = -1
        for k in 0..<2 { batch.inputs[(step * 3 + row) * 2 + k] = .nan }
      }
    }
    let found = try pass(configuration, parameters, batch).engine
    #expect(found.outputs == expected.outputs && found.gradient == expected.gradient)
    let fast = VectorEngine(configuration)
    fast.parameters = parameters.map { Float($0) }
    fast.forward(batch, gates: GateAssignment(all: VectorEngineProblem.sigmoid), mode: .training(epoch: 0))
    _ = fast.loss(.squared, batch)
    fast.backward(batch)
    #expect(fast.gradient.allSatisfy { $0.isFinite })
    VectorEngineAgreementTests.expectClose(fast.gradient, expected.gradient, 1e-5, "gradient")
  }

  /// A symbol without a row, a batch without symbols and one with symbols that nobody reads are mistakes.
  @Test func batchesOfOthersTrap() async {
    await #expect(processExitsWith: .failure) {
      var problem = VectorEngineProblem(seed: 5, readsSymbols: true)
      problem.batch.symbols[0] = Int32(problem.configuration.embedding!.symbols)
      _ = problem.run(problem.vectorEngine())
    }
    await #expect(processExitsWith: .failure) {
      var problem = VectorEngineProblem(seed: 5, readsSymbols: true)
      problem.batch.symbols = []
      _ = problem.run(problem.vectorEngine())
    }
    await #expect(processExitsWith: .failure) {
      var problem = VectorEngineProblem(seed: 5)
      problem.batch.symbols = Array(repeating: 0, count: problem.batch.steps * problem.batch.count)
      _ = problem.run(problem.vectorEngine())
    }
  }

  /// A symbol that comes often: the sum of its rows is that of the reference to a few ulps, however long the batch.
  @Test func oftenSeenSymbolsAreSummedExactly() {
    let configuration = NetworkConfiguration(
      inputWidth: 0, embedding: Embedding(symbols: 1, width: 2), hidden: 3, outputWidth: 1, placement: .every)
    var problem = VectorEngineProblem(seed: 8, readsSymbols: true)
    problem.configuration = configuration
    problem.gates = GateAssignment(all: VectorEngineProblem.sigmoid)
    (problem.loss, problem.initial) = (.squared, nil)
    problem.parameters = (0..<configuration.layout.count).map { Float(($0 * 37 + 11) % 101) / 101 - 0.4 }
    problem.batch = TaskBatch(inputWidth: 0, targetWidth: 1, placement: .every)
    problem.batch.reset(steps: 400, count: 64)
    problem.batch.symbols = Array(repeating: 0, count: 400 * 64)
    for row in problem.batch.targets.indices { problem.batch.targets[row] = Float(row % 7) / 7 }
    let (fast, reference) = (problem.vectorEngine(), problem.referenceEngine())
    _ = (problem.run(fast), problem.run(reference))
    VectorEngineAgreementTests.expectClose(
      Array(fast.gradient[0..<2]), Array(reference.gradient[0..<2]), 2e-5, "25,600 rows of one symbol")
  }
}
