import Arrays
import Catalog
import Interchange
import Recurrence
import Sequences
import TestSupport
import Testing

/// What Sluice writes is what PyTorch writes, and is read back to the last bit.
@Suite struct RoundTripTests {
  /// A network whose second biases are 0 where one is enough, as Sluice has them, is written to the byte as the Python package wrote
  /// it.
  @Test(arguments: [
    ("lstm", "torch-two-layers"), ("gru", "torch-gru-two-layers"), ("rnn", "torch-rnn-two-layers"),
  ])
  func theBytesArePyTorchs(cell: String, name: String) throws {
    let configuration = Fixtures.configuration(2, 5, layers: 2, 1, cell: cell)
    let found = try FoundNetwork(
      Fixtures.read(name), WeightsQuery(configuration, readout: .width(1)))
    let written = Safetensors(
      network: found.parameters, configuration, isSingle: true, words: NetworkWords(configuration))
    let plain = Safetensors(written.entries, metadata: ["format": "pt"])
    #expect(plain.bytes == (try Fixtures.bytes(name)))
    #expect(written.metadata["network.forget_convention"] == (cell == "lstm" ? "keep" : nil))
    #expect(written.metadata["network.cell.kind"] == (cell == "lstm" ? nil : cell))
    #expect(written.metadata["format"] == "pt")
  }

  static let networks: [NetworkConfiguration] =
    LSTMVariant.allCases.flatMap { variant in
      [false, true].map {
        Fixtures.configuration(3, 4, layers: 2, 2, variant: variant, peepholes: $0, forgetConvention: .erase)
      }
    }
    + CellCatalog().kinds.flatMap { kind in
      [1, 2].map { Fixtures.configuration(3, 4, layers: $0, 2, cell: kind) }
    } + [
      Fixtures.configuration(1, 1, 0),
      NetworkConfiguration(
        inputWidth: 1, embedding: Embedding(symbols: 3, width: 2), hidden: 4, outputWidth: 1,
        cell: Fixtures.cell("gru")),
      NetworkConfiguration(
        inputWidth: 0, embedding: Embedding(symbols: 6, width: 4), hidden: 4, outputWidth: 6,
        readout: .softmax),
      NetworkConfiguration(
        inputWidth: 2, embedding: Embedding(symbols: 1, width: 1), hidden: 3, layers: 2, outputWidth: 1),
    ]

  @Test(arguments: networks, [true, false]) func everyNetworkComesBack(
    configuration: NetworkConfiguration, isSingle: Bool
  ) throws {
    var scatter = Scatter(3)
    let parameters = (0..<configuration.layout.count).map { _ in
      isSingle ? Double(scatter.float()) : Double(scatter.float()) + 1e-12 * Double(scatter.float())
    }
    let file = Safetensors(
      network: parameters, configuration, isSingle: isSingle, words: NetworkWords(configuration))
    let k = configuration.outputWidth
    let read = try Safetensors(file.bytes, file: "f")
    let found = try FoundNetwork(
      read, WeightsQuery(configuration, readout: k == 0 ? .none : .width(k)))
    #expect(found.parameters.map(\.bitPattern) == parameters.map(\.bitPattern))
    #expect(found.outputWidth == k)
    #expect(try FoundNetwork(read, WeightsQuery(configuration, readout: .any)) == found)
  }

  /// The digest knows the numbers, not how the file has them.
  @Test func theDigestIsOfTheNumbers() throws {
    let configuration = Fixtures.configuration(3, 4, 2)
    let file = try Fixtures.read("torch-one-layer")
    let query = WeightsQuery(configuration, readout: .width(2))
    let digest = try FoundNetwork(file, query).digest
    let prefixed = Safetensors(
      file.entries.reversed().map { .init("x." + $0.name, $0.array) }, metadata: ["a": "b"])
    var named = query
    named.readoutName = "x.readout"
    #expect(try FoundNetwork(prefixed, named).digest == digest)
    let precise = Safetensors(
      try file.entries.map { .init($0.name, NumberArray(try $0.array.numbers(), shape: $0.array.shape)) })
    #expect(try FoundNetwork(precise, query).digest == digest)
    var changed = try FoundNetwork(file, query).parameters
    changed[7].negate()
    let other = Safetensors(
      network: changed, configuration, isSingle: true, words: NetworkWords(configuration))
    #expect(try FoundNetwork(other, query).digest != digest)
  }

  /// The sum of two biases is not rounded: double precision has it exactly, or nearly.
  @Test func biasesAddUpInDoublePrecision() throws {
    let ones = Array(repeating: Float(1), count: 4)
    let small = Array(repeating: Float(0x1p-30), count: 4)
    let file = Safetensors([
      .init("weight_ih_l0", NumberArray(ones, shape: [4, 1])),
      .init("weight_hh_l0", NumberArray(ones, shape: [4, 1])),
      .init("bias_ih_l0", NumberArray(ones, shape: [4])), .init("bias_hh_l0", NumberArray(small, shape: [4])),
    ])
    let found = try FoundNetwork(
      file, WeightsQuery(Fixtures.configuration(1, 1, 0), readout: .none))
    let sum: Double = 1 + 0x1p-30
    #expect(Array(found.parameters.suffix(4)) == Array(repeating: sum, count: 4))
  }
}
