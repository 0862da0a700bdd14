import Catalog
import Recurrence
import Testing

@Suite struct RetentionBiasTests {
  static func biases(
    _ kind: String, _ settings: [String: ParameterValue] = [:], _ convention: ForgetConvention = .keep,
    weights: String = "normal", variant: LSTMVariant = .vanilla
  ) throws -> (input: [Float], forget: [Float], candidate: [Float], output: [Float]) {
    let configuration = NetworkConfiguration(
      inputWidth: 1, hidden: 200, outputWidth: 1, forgetConvention: convention, variant: variant)
    let parameters = try WeightInitializerTests.draw(
      configuration, weights, retention: ForgetBiasCatalog().make(kind, settings))
    let bias = Array(parameters[configuration.layout.bias(layer: 0)!.range])
    func rows(_ block: CellBlock) -> [Float] { Array(bias[block.rows(hidden: 200)]) }
    return (rows(.input), rows(.forget), rows(.candidate), rows(.output))
  }

  @Test func constantSetsTheForgetGateAlone() throws {
    let biases = try Self.biases("constant", ["value": .number(1.5)])
    #expect(biases.forget.allSatisfy { $0 == 1.5 })
    #expect((biases.input + biases.candidate + biases.output).allSatisfy { $0 == 0 })
    #expect(try Self.biases("constant").forget.allSatisfy { $0 == 1 })
  }

  /// A coupled gate keeps 1 − σ(z_i): at bias −1 of the input gate σ(1) is kept, whatever the convention.
  @Test(arguments: ForgetConvention.allCases)
  func constantActsOnTheInputGateOfCoupledOnes(_ convention: ForgetConvention) throws {
    #expect(try Self.biases("constant", [:], convention, variant: .cifg).input.allSatisfy { $0 == -1 })
    let chrono = try Self.biases("chrono", [:], convention, variant: .cifg).input
    #expect(chrono == (try Self.biases("chrono", [:], convention)).input)
  }

  @Test func constantActsOnRetentionUnderErase() throws {
    #expect(try Self.biases("constant", [:], .erase).forget.allSatisfy { $0 == -1 })
  }

  /// ln U([1, T − 1]): from 0 to ln(T − 1), and a quarter of the units below ln(1 + (T − 2)/4).
  @Test func chronoCoversItsRange() throws {
    let biases = try Self.biases("chrono", ["longest_dependency": .number(101)])
    #expect(biases.forget.allSatisfy { $0 >= 0 && $0 <= 4.6051702 })
    #expect(biases.forget.max()! > 4.55)
    #expect(biases.forget.min()! < 2)
    let quarter = biases.forget.count { $0 < 3.2483 }
    #expect((25...75).contains(quarter))
    #expect(biases.input == biases.forget.map { -$0 })
    #expect((biases.candidate + biases.output).allSatisfy { $0 == 0 })
  }

  /// Under `erase` what is kept is σ(−z): b_f changes sign, b_i does not.
  @Test func chronoActsOnRetentionUnderErase() throws {
    let keep = try Self.biases("chrono")
    let erase = try Self.biases("chrono", [:], .erase)
    #expect(erase.forget == keep.forget.map { -$0 })
    #expect(erase.input == keep.input)
  }

  @Test func chronoTakesTheTasksLongestSequence() throws {
    let silent = try Self.biases("chrono")
    let said = try Self.biases("chrono", ["longest_dependency": .number(20)])
    #expect(silent.forget == said.forget)
    #expect(silent.forget.allSatisfy { $0 <= 2.9444390 })
    #expect(try Self.biases("chrono", ["longest_dependency": .number(2)]).forget.allSatisfy { $0 == 0 })
  }

  @Test func otherBiasesStayAsDrawn() throws {
    let configuration = NetworkConfiguration(inputWidth: 1, hidden: 200, outputWidth: 1)
    let drawn = try WeightInitializerTests.draw(configuration, "uniform")
    let bias = Array(drawn[configuration.layout.bias(layer: 0)!.range])
    let biases = try Self.biases("constant", [:], weights: "uniform")
    #expect(biases.input == Array(bias[CellBlock.input.rows(hidden: 200)]))
    #expect(biases.output == Array(bias[CellBlock.output.rows(hidden: 200)]))
  }
}
