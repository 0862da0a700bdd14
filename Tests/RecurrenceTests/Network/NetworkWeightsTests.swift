import Catalog
import Recurrence
import Testing

@Suite struct NetworkWeightsTests {
  /// One input, two units: columns x, h₀, h₁.
  static func weights(_ order: (Double, Double, Double) -> [Double]) -> NetworkWeights {
    func affine(_ tens: Double) -> AffineWeights {
      AffineWeights(
        [order(tens + 1, tens + 2, tens + 3), order(tens + 4, tens + 5, tens + 6)],
        bias: [tens + 7, tens + 8])
    }
    return NetworkWeights(
      layers: [.init(input: affine(10), forget: affine(20), candidate: affine(30), output: affine(40))],
      readout: AffineWeights([[1, 2]], bias: [3]))
  }

  static let flat: [Double] =
    [11, 14, 21, 24, 31, 34, 41, 44]
    + [12, 13, 15, 16, 22, 23, 25, 26, 32, 33, 35, 36, 42, 43, 45, 46]
    + [17, 18, 27, 28, 37, 38, 47, 48] + [1, 2, 3]

  static func configuration(_ concatenation: Concatenation) -> NetworkConfiguration {
    NetworkConfiguration(inputWidth: 1, hidden: 2, outputWidth: 1, concatenation: concatenation)
  }

  @Test func bothOrdersGiveOneVector() throws {
    let inputFirst = Self.weights { [$0, $1, $2] }
    let hiddenFirst = Self.weights { [$1, $2, $0] }
    #expect(try inputFirst.parameters(Self.configuration(.inputThenHidden)) == Self.flat)
    #expect(try hiddenFirst.parameters(Self.configuration(.hiddenThenInput)) == Self.flat)
    #expect(NetworkWeights(parameters: Self.flat, Self.configuration(.inputThenHidden)) == inputFirst)
    #expect(NetworkWeights(parameters: Self.flat, Self.configuration(.hiddenThenInput)) == hiddenFirst)
  }

  @Test(arguments: Concatenation.allCases)
  func thereAndBack(_ concatenation: Concatenation) throws {
    let configuration = NetworkConfiguration(
      inputWidth: 4, hidden: 3, layers: 3, outputWidth: 2, concatenation: concatenation)
    let flat = (0..<configuration.layout.count).map(Double.init)
    #expect(try NetworkWeights(parameters: flat, configuration).parameters(configuration) == flat)
  }

  @Test(arguments: [LSTMVariant.fgr, .cifg], [false, true])
  func thereAndBackWithWhatGatesSee(_ variant: LSTMVariant, _ peepholes: Bool) throws {
    let configuration = NetworkConfiguration(
      inputWidth: 4, hidden: 3, layers: 2, outputWidth: 2, variant: variant, peepholes: peepholes)
    let flat = (0..<configuration.layout.count).map(Double.init)
    let weights = NetworkWeights(parameters: flat, configuration)
    #expect(try weights.parameters(configuration) == flat)
    #expect(weights.layers[1].output.peepholes.count == (peepholes ? 3 : 0))
    #expect(weights.layers[1].output.gateWeights.map(\.count) == (variant == .fgr ? [9, 9, 9] : []))
    #expect(weights.layers[1].candidate.peepholes.isEmpty)
  }

  @Test func thereAndBackWithAnEmbedding() throws {
    let configuration = NetworkConfiguration(
      inputWidth: 1, embedding: Embedding(symbols: 3, width: 2), hidden: 3, outputWidth: 2)
    let flat = (0..<configuration.layout.count).map(Double.init)
    var weights = NetworkWeights(parameters: flat, configuration)
    #expect(try weights.parameters(configuration) == flat)
    #expect(weights.embedding == [[0, 1], [2, 3], [4, 5]])
    #expect(weights.layers[0].input.weights[0].count == 6)
    weights.embedding[1] = [2]
    #expect(throws: ParameterError.self) { try weights.parameters(configuration) }
    weights.embedding = []
    #expect(throws: ParameterError.self) { try weights.parameters(configuration) }
  }

  @Test func whatGatesSeeMustFit() {
    func message(_ variant: LSTMVariant, peepholes: Bool, _ change: (inout AffineWeights) -> Void) -> String {
      var configuration = Self.configuration(.inputThenHidden)
      (configuration.variant, configuration.peepholes) = (variant, peepholes)
      var weights = Self.weights { [$0, $1, $2] }
      change(&weights.layers[0].input)
      do {
        _ = try weights.parameters(configuration)
        return "no error"
      } catch {
        return error.description
      }
    }
    #expect(
      message(.vanilla, peepholes: false) { $0.peepholes = [1, 2] }
        == "'weights.input.p' is 2 numbers, expected 0 numbers")
    #expect(
      message(.vanilla, peepholes: true) { _ in } == "'weights.input.p' is 0 numbers, expected 2 numbers")
    #expect(message(.fgr, peepholes: false) { _ in } == "'weights.input.r' is 0 rows, expected 2 rows")
    #expect(
      message(.fgr, peepholes: false) { $0.gateWeights = [[1, 2], [3, 4]] }
        == "'weights.input.r[0]' is 2 numbers, expected 6 numbers (input, forget, output)")
  }

  @Test func misfitsAreNamed() {
    func message(_ change: (inout NetworkWeights) -> Void) -> String {
      var weights = Self.weights { [$0, $1, $2] }
      change(&weights)
      do {
        _ = try weights.parameters(Self.configuration(.inputThenHidden))
        return "no error"
      } catch {
        return error.description
      }
    }
    #expect(
      message { $0.layers[0].forget.weights[1] = [1, 2] }
        == "'weights.forget.w[1]' is 2 numbers, expected 3 numbers (1 inputs and 2 hidden)")
    #expect(
      message { $0.layers[0].candidate.weights.append([1, 2, 3]) }
        == "'weights.candidate.w' is 3 rows, expected 2 rows")
    #expect(
      message { $0.layers[0].output.bias = [] } == "'weights.output.b' is 0 numbers, expected 2 numbers")
    #expect(
      message { $0.readout.weights = [[1]] }
        == "'readout.w[0]' is 1 numbers, expected 2 numbers (2 hidden)")
    #expect(message { $0.layers.append($0.layers[0]) } == "'weights' is 2 layers, expected 1 layers")
  }
}
