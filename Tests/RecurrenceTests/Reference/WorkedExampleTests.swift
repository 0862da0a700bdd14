import Catalog
import Gating
import Recurrence
import Sequences
import Testing

/// The numbers of the worked example: m = n = 3, x = [1, 2, 3], h = [4, 5, 6].
@Suite struct WorkedExampleTests {
  static let forget = AffineWeights(
    [[1, 2, 3, 4, 5, 6], [5, 6, 7, 8, 9, 10], [3, 4, 5, 6, 7, 8]], bias: [1, 2, 3])
  static let input = AffineWeights((1...3).map { Array(repeating: Double($0), count: 6) }, bias: [1, 1, 1])

  static func engine(
    _ concatenation: Concatenation = .inputThenHidden, _ convention: ForgetConvention = .keep,
    input: AffineWeights = input, forget: AffineWeights = forget, candidate: AffineWeights = input,
    output: AffineWeights = input, gates: GateAssignment, cell: [Double] = [0, 0, 0]
  ) throws -> ReferenceEngine {
    let configuration = NetworkConfiguration(
      inputWidth: 3, hidden: 3, outputWidth: 0, concatenation: concatenation, forgetConvention: convention)
    let engine = ReferenceEngine(configuration)
    engine.parameters = try NetworkWeights(layers: [
      .init(input: input, forget: forget, candidate: candidate, output: output)
    ]).parameters(configuration)
    var batch = TaskBatch(inputWidth: 3, targetWidth: 0, placement: .last)
    batch.reset(steps: 1, count: 1)
    batch.inputs = [1, 2, 3]
    engine.forward(
      batch, gates: gates, mode: .training(epoch: 0), noise: nil,
      initial: InitialState(hidden: [4, 5, 6], cell: cell))
    return engine
  }

  static func constant(_ bias: [Double]) -> AffineWeights {
    AffineWeights(Array(repeating: Array(repeating: 0, count: 6), count: 3), bias: bias)
  }

  @Test func preActivations() throws {
    let engine = try Self.engine(gates: GateAssignment(all: AffineGate()))
    #expect(engine.tape(.preActivation(.forget), layer: 0, step: 0) == [92, 177, 136])
    #expect(engine.tape(.preActivation(.input), layer: 0, step: 0) == [22, 43, 64])
  }

  @Test func sigmoidsRoundToOne() throws {
    let sigmoid = try SigmoidGate(Parameters(SigmoidGate.description))
    let engine = try Self.engine(gates: GateAssignment(all: sigmoid))
    #expect(engine.tape(.gate(.forget), layer: 0, step: 0) == [1, 1, 1])
    let input = engine.tape(.gate(.input), layer: 0, step: 0)
    #expect(input[0] < 1 && input.allSatisfy { $0 > 0.999_999_999 })
  }

  @Test func otherOrderOfConcatenation() throws {
    let permuted = AffineWeights(Self.forget.weights.map { Array($0[3...] + $0[..<3]) }, bias: [1, 2, 3])
    let engine = try Self.engine(
      .hiddenThenInput, forget: permuted, gates: GateAssignment(all: AffineGate()))
    #expect(engine.tape(.preActivation(.forget), layer: 0, step: 0) == [92, 177, 136])
    let unpermuted = try Self.engine(.hiddenThenInput, gates: GateAssignment(all: AffineGate()))
    #expect(unpermuted.tape(.preActivation(.forget), layer: 0, step: 0) == [65, 150, 109])
  }

  /// [1, 2, 3] ∘ [3, 2, 1] = [3, 4, 3].
  @Test func cellUpdateIsEntryByEntry() throws {
    let engine = try Self.engine(
      input: Self.constant([0, 0, 0]), forget: Self.constant([1, 2, 3]),
      gates: GateAssignment(all: AffineGate()), cell: [3, 2, 1])
    #expect(engine.tape(.cell, layer: 0, step: 0) == [3, 4, 3])
  }

  /// Under `erase`: (1 − [1, 2, 3]) ∘ [3, 2, 1] = [0, −2, −2].
  @Test func eraseKeepsTheRest() throws {
    let engine = try Self.engine(
      .inputThenHidden, .erase, input: Self.constant([0, 0, 0]), forget: Self.constant([1, 2, 3]),
      gates: GateAssignment(all: AffineGate()), cell: [3, 2, 1])
    #expect(engine.tape(.cell, layer: 0, step: 0) == [0, -2, -2])
  }

  /// tanh(C) = [0, 1, 1] and o = [0, 0, 1] give h = [0, 0, 1]: both must agree.
  @Test func outputGateAndCellMustAgree() throws {
    let engine = try Self.engine(
      input: Self.constant([0, 0, 0]), forget: Self.constant([1, 1, 1]), output: Self.constant([0, 0, 1]),
      gates: GateAssignment(all: AffineGate()), cell: [0, 40, 40])
    #expect(engine.tape(.hidden, layer: 0, step: 0) == [0, 0, 1])
  }
}
