import Arrays
import Interchange
import Recurrence
import Testing

/// Layers that Keras has numbered are read in the order of their numbers, however many there are.
@Suite struct NaturalOrderTests {
  @Test func twelveLayersInOrder() throws {
    let configuration = Fixtures.configuration(1, 1, layers: 12, 0)
    let bases = ["lstm"] + (1...11).map { "lstm_\($0)" }
    func entry(_ name: String, _ numbers: [Float], _ shape: [Int]) -> Safetensors.Entry {
      .init(name, NumberArray(numbers, shape: shape))
    }
    let entries = bases.enumerated().flatMap { number, base in
      let cell = "model_3/\(base)/lstm_cell"
      let numbers = Array(repeating: Float(number), count: 4)
      return [entry("\(cell)/kernel", numbers, [1, 4]), entry("\(cell)/recurrent_kernel", numbers, [1, 4])]
    }
    let found = try FoundNetwork(
      Safetensors(entries.reversed()), WeightsQuery(configuration, readout: .none))
    let layout = configuration.layout
    let firsts = (0..<12).map { found.parameters[layout.inputWeights(layer: $0)!.range.lowerBound] }
    #expect(firsts == (0..<12).map { Double($0) })
  }
}
