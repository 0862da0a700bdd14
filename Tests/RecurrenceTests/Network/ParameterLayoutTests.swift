import RandomStreams
import Recurrence
import Testing

@Suite struct ParameterLayoutTests {
  @Test func blocksOfTwoLayers() {
    let layout = NetworkConfiguration(inputWidth: 5, hidden: 3, layers: 2, outputWidth: 4).layout
    #expect(
      layout.blocks.map(\.name) == [
        "layer0.input_weights", "layer0.recurrent_weights", "layer0.bias", "layer1.input_weights",
        "layer1.recurrent_weights", "layer1.bias", "readout.weights", "readout.bias",
      ])
    #expect(
      layout.blocks.map(\.range) == [
        0..<60, 60..<96, 96..<108, 108..<144, 144..<180, 180..<192, 192..<204, 204..<208,
      ])
    #expect(layout.blocks.map(\.rows) == [12, 12, 12, 12, 12, 12, 4, 4])
    #expect(layout.blocks.map(\.columns) == [5, 3, 1, 3, 3, 1, 3, 1])
    #expect(layout.count == 208)
    #expect(layout.recurrentWeights(layer: 1)!.name == "layer1.recurrent_weights")
    #expect(layout.readoutWeights.name == "readout.weights" && layout.readoutBias.name == "readout.bias")
  }

  /// The table comes first, and what follows is as wide as without it, but for what layer 0 reads.
  @Test func blocksOfAnEmbedding() {
    let layout = NetworkConfiguration(
      inputWidth: 2, embedding: Embedding(symbols: 7, width: 3), hidden: 3, layers: 2, outputWidth: 4
    ).layout
    #expect(layout.blocks.map(\.name).first == "embedding" && layout.embedding == layout.blocks[0])
    #expect(
      layout.embedding?.range == 0..<21 && layout.embedding?.rows == 7 && layout.embedding?.columns == 3)
    let numbers = NetworkConfiguration(inputWidth: 5, hidden: 3, layers: 2, outputWidth: 4).layout
    #expect(numbers.embedding == nil && layout.count == numbers.count + 21)
    #expect(layout.blocks.dropFirst().map(\.name) == numbers.blocks.map(\.name))
    #expect(layout.inputWeights(layer: 0)!.range == 21..<81 && layout.inputWeights(layer: 0)!.columns == 5)
    #expect(layout.bias(layer: 1)!.name == "layer1.bias" && layout.readoutWeights.name == "readout.weights")
  }

  @Test func blockOrderIsInputForgetCandidateOutput() {
    #expect(LSTMCell.blocks.map { $0.rows(hidden: 2) } == [0..<2, 2..<4, 4..<6, 6..<8])
    #expect(LSTMCell.blocks.map(\.name) == ["input", "forget", "candidate", "output"])
    #expect(LSTMCell.gates.map(\.block) == [.input, .forget, .output])
    #expect(LSTMCell.gates.map(\.channel) == [.input, .forget, .output])
  }

  @Test func initialStateIsSpreadOverTheBatch() {
    let state = InitialState(hidden: [1, 2, 3, 4], cell: [5, 6, 7, 8], layers: 2, count: 2)
    #expect(state.hidden == [1, 2, 1, 2, 3, 4, 3, 4])
    #expect(state.cell == [5, 6, 5, 6, 7, 8, 7, 8])
  }

  @Test func blocksOfWhatGatesSee() {
    let layout = NetworkConfiguration(
      inputWidth: 5, hidden: 3, layers: 2, outputWidth: 4, variant: .fgr, peepholes: true
    ).layout
    #expect(
      layout.blocks.map(\.name) == [
        "layer0.input_weights", "layer0.recurrent_weights", "layer0.bias", "layer0.peepholes",
        "layer0.gate_weights", "layer1.input_weights", "layer1.recurrent_weights", "layer1.bias",
        "layer1.peepholes", "layer1.gate_weights", "readout.weights", "readout.bias",
      ])
    #expect(layout.peepholes(layer: 1)?.name == "layer1.peepholes")
    #expect(layout.peepholes(layer: 0)?.range == 108..<117)
    #expect(layout.gateWeights(layer: 0)?.range == 117..<198)
    #expect(layout.gateWeights(layer: 1)?.name == "layer1.gate_weights")
    #expect(layout.bias(layer: 1)!.name == "layer1.bias" && layout.readoutBias.name == "readout.bias")
    #expect(layout.count == 208 + 2 * (9 + 81))
    let onlyGates = NetworkConfiguration(inputWidth: 5, hidden: 3, outputWidth: 4, variant: .fgr).layout
    #expect(onlyGates.peepholes(layer: 0) == nil && onlyGates.gateWeights(layer: 0)?.range == 108..<189)
    let plain = NetworkConfiguration(inputWidth: 5, hidden: 3, outputWidth: 4, variant: .nig).layout
    #expect(plain.peepholes(layer: 0) == nil && plain.gateWeights(layer: 0) == nil)
  }
}
