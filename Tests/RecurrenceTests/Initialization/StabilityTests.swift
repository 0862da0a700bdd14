import Catalog
import Recurrence
import Testing

/// The first weights of every law are part of the stream version: a change here changes everyone's results.
@Suite struct StabilityTests {
  static let configuration = NetworkConfiguration(inputWidth: 2, hidden: 3, layers: 2, outputWidth: 1)

  /// For each law: the first two weights of layer 0, of layer 1 and of the read-out.
  static let golden: [(String, [Float])] = [
    ("uniform", [-0.34844494, -0.024374763, -0.24046926, 0.3171603, -0.25548932, -0.36885762]),
    ("normal", [-0.08479323, -0.005293754, -0.054828674, 0.07543114, -0.05865894, -0.09132333]),
    ("orthogonal", [-0.99762887, -0.06279776, -0.58533657, 0.16215497, -0.5353272, -0.83342564]),
  ]

  @Test(arguments: InitializerCatalog().kinds)
  func firstWeights(_ kind: String) throws {
    let layout = Self.configuration.layout
    let weights = try WeightInitializerTests.draw(Self.configuration, kind)
    let found = [layout.inputWeights(layer: 0)!, layout.recurrentWeights(layer: 1)!, layout.readoutWeights]
      .flatMap { weights[$0.range].prefix(2) }
    #expect(Self.golden.first { $0.0 == kind }?.1 == found)
  }

  /// A table of standard normal rows, which come one after the other: more symbols leave the first what they were. All other
  /// weights are those of a network that reads as many numbers.
  @Test func embeddings() throws {
    func draw(_ embedding: Embedding?, inputs: Int) throws -> [Float] {
      try WeightInitializerTests.draw(
        NetworkConfiguration(inputWidth: inputs, embedding: embedding, hidden: 3, layers: 2, outputWidth: 1),
        "uniform")
    }
    let weights = try draw(Embedding(symbols: 4000, width: 2), inputs: 1)
    #expect(Array(weights.prefix(4)) == [-1.2628032, -0.02687328, 0.5952093, 0.63551843])
    #expect(try draw(nil, inputs: 3) == Array(weights.dropFirst(8000)))
    #expect(try draw(Embedding(symbols: 3, width: 2), inputs: 1).prefix(6) == weights.prefix(6))
    let table = weights.prefix(8000).map { Double($0) }
    let mean = table.reduce(0, +) / 8000
    let variance = table.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 7999
    // Four standard errors: 0.011 of the mean, 0.016 of the variance.
    #expect(abs(mean) < 0.045 && abs(variance - 1) < 0.064)
  }

  @Test func chronoBiases() throws {
    let found = Array(try RetentionBiasTests.biases("chrono").forget.prefix(4))
    #expect(found == [2.6319797, 0.40738246, 1.4461592, 2.825934])
  }
}
