import Arrays
import Catalog
import Gating
import Interchange
import Recurrence
import Sequences
import Testing

/// A network of PyTorch or Keras computes here what it computes there.
@Suite struct ParityTests {
  struct Network: Sendable, CustomTestStringConvertible {
    let name: String
    let configuration: NetworkConfiguration
    var readout: String?
    var testDescription: String { name }
  }

  static let torch = [
    Network(name: "torch-one-layer", configuration: Fixtures.configuration(3, 4, 2)),
    Network(name: "torch-two-layers", configuration: Fixtures.configuration(2, 5, layers: 2, 1)),
    Network(name: "torch-no-bias", configuration: Fixtures.configuration(3, 4, 1)),
    Network(name: "torch-prefixed", configuration: Fixtures.configuration(3, 4, layers: 2, 2)),
    Network(name: "torch-symbols", configuration: symbols(beside: 0)),
    Network(name: "torch-symbols-and-numbers", configuration: symbols(beside: 2)),
  ]

  /// `nn.GRU` and `nn.RNN` (tanh).
  static let cells = ["gru", "rnn"].flatMap { kind in
    [
      Network(name: "torch-\(kind)-one-layer", configuration: Fixtures.configuration(3, 4, 2, cell: kind)),
      Network(
        name: "torch-\(kind)-two-layers",
        configuration: Fixtures.configuration(2, 5, layers: 2, 1, cell: kind)),
      Network(
        name: "torch-\(kind)-no-bias", configuration: Fixtures.configuration(3, 4, layers: 2, 1, cell: kind)),
      Network(
        name: "torch-\(kind)-prefixed", configuration: Fixtures.configuration(3, 4, layers: 2, 2, cell: kind)
      ),
    ]
  }

  /// An `nn.Embedding` of five symbols in three numbers, of which one symbol never occurs.
  private static func symbols(beside numbers: Int) -> NetworkConfiguration {
    NetworkConfiguration(
      inputWidth: numbers, embedding: Embedding(symbols: 5, width: 3), hidden: 4, outputWidth: 2,
      placement: .every)
  }

  static let keras = [
    Network(name: "keras", configuration: Fixtures.configuration(3, 4, layers: 2, 2)),
    Network(name: "keras-no-bias", configuration: Fixtures.configuration(3, 4, layers: 2, 2)),
  ]

  /// The network over the truth's inputs, after one pass.
  private func pass<Engine: RecurrentEngine>(
    _: Engine.Type, _ network: Network, _ truth: Safetensors
  ) throws -> (engine: Engine, batch: TaskBatch) {
    let found = try FoundNetwork(
      Fixtures.read(network.name),
      WeightsQuery(network.configuration, readout: .width(network.configuration.outputWidth)))
    let engine = Engine(network.configuration)
    engine.parameters = found.parameters.map { Engine.Scalar($0) }
    let shape = try #require(truth["inputs"] ?? truth["symbols"]).shape
    var batch = TaskBatch(
      inputWidth: network.configuration.inputWidth, targetWidth: network.configuration.outputWidth,
      placement: .every)
    batch.reset(steps: shape[0], count: shape[1])
    if let inputs = truth["inputs"] { batch.inputs = try inputs.numbers().map { Float($0) } }
    if let symbols = truth["symbols"] { batch.symbols = try symbols.numbers().map { Int32($0) } }
    if let targets = truth["targets"] { batch.targets = try targets.numbers().map { Float($0) } }
    let gate = try PolicyCatalog().make("sigmoid")
    engine.forward(batch, gates: GateAssignment(all: gate), mode: .training(epoch: 0))
    return (engine, batch)
  }

  private func largestError<Engine: RecurrentEngine>(_: Engine.Type, _ network: Network) throws -> Double {
    let truth = try Fixtures.read("\(network.name)-truth")
    let outputs = try pass(Engine.self, network, truth).engine.outputs
    let expected = try #require(truth["outputs"]).numbers()
    try #require(outputs.count == expected.count)
    return zip(outputs, expected).map { abs(Double($0) - $1) }.max() ?? .infinity
  }

  @Test(arguments: torch + cells + keras) func outputsAgree(network: Network) throws {
    #expect(try largestError(VectorEngine.self, network) < 1e-5)
    #expect(try largestError(ReferenceEngine.self, network) < 1e-5)
  }

  /// Relative to the largest gradient of the array. Where blocks see inputs and hidden states, that of Sluice's one bias is that of
  /// each of PyTorch's two; what a GRU resets has a bias of its own, the last n of the second.
  @Test(arguments: torch + cells) func gradientsAgree(network: Network) throws {
    let truth = try Fixtures.read("\(network.name)-truth")
    let (engine, batch) = try pass(VectorEngine.self, network, truth)
    _ = engine.loss(.squared, batch)
    engine.backward(batch)
    let file = Safetensors(
      network: engine.gradient.map { Double($0) }, network.configuration, isSingle: true,
      words: NetworkWords(network.configuration))
    var compared = 0
    for entry in truth.entries where entry.name.hasPrefix("gradient.") {
      let name = String(entry.name.dropFirst("gradient.".count))
      let isSecond = name.hasPrefix("bias_hh")
      if isSecond, network.configuration.cell.kind != "gru" { continue }
      var (found, expected) = (try #require(file[name]).numbers(), try entry.array.numbers())
      if isSecond {
        let n = network.configuration.hidden
        (found, expected) = (Array(found.suffix(n)), Array(expected.suffix(n)))
      }
      let scale = try #require(expected.map(abs).max())
      let error = try #require(zip(found, expected).map { abs($0 - $1) }.max())
      #expect(error < 1e-4 * scale, "\(name): \(error / scale)")
      compared += 1
    }
    let layers = network.configuration.layers
    let embeddings = network.configuration.embedding == nil ? 0 : 1
    let arrays = network.name.hasSuffix("no-bias") ? 2 : network.configuration.cell.kind == "gru" ? 4 : 3
    #expect(compared == arrays * layers + 2 + embeddings)
  }
}
