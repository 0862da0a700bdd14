import Catalog
import Gating
import RandomStreams
import Recurrence
import Sequences
import TestSupport
import Testing

/// Update gates in the fast engine: it agrees with the reference, a batch and threads change no bit, and what is not computed is
/// not missed.
@Suite struct SkipEngineTests {
  /// Every cell × rule, random shapes and gates.
  static let problems: [VectorEngineProblem] = CellEquations.allCases.enumerated().flatMap { c, cell in
    SkipGradientTests.rules.enumerated().map { r, rule in
      var problem = VectorEngineProblem(
        seed: UInt64(9100 + 10 * c + r), largest: 24, steps: 9, readsSymbols: (c + r) % 3 == 0, cell: cell)
      problem.configuration.skip = rule
      var draw = Scatter(UInt64(9500 + 10 * c + r))
      problem.parameters = draw.floats(problem.configuration.layout.count).map {
        $0 / Float(problem.configuration.hidden).squareRoot()
      }
      for layer in 0..<problem.configuration.layers {
        guard let place = problem.configuration.layout.skipParameters(layer: layer) else { continue }
        problem.parameters[place.upperBound - 1] = Float(rule.value.bias)
      }
      return problem
    }
  }

  @Test(arguments: problems) func bothEnginesAgree(_ problem: VectorEngineProblem) {
    VectorEngineAgreementTests.expectAgreement(problem)
    let (fast, reference) = (problem.vectorEngine(), problem.referenceEngine())
    _ = (problem.run(fast), problem.run(reference))
    #expect(fast.stepsTaken == reference.stepsTaken)
    #expect(abs(fast.skipCharge - reference.skipCharge) < 1e-12)
  }

  /// An evaluation computes the steps that are taken alone, unless what gates saw is kept: both give the same bits, as do more
  /// threads.
  @Test(arguments: problems, [EvaluationMode.native, .sample])
  func gatheredStepsAreTheSame(_ problem: VectorEngineProblem, _ mode: EvaluationMode) {
    var problem = problem
    problem.gates = GateAssignment(all: VectorEngineProblem.threshold)
    func outputs(keepsGateInputs: Bool, threads: Int) -> ([Float], [[Int]]) {
      let engine = problem.vectorEngine()
      engine.keepsGateInputs = keepsGateInputs
      engine.team = ThreadTeam(threads)
      engine.forward(
        problem.batch, gates: problem.gates, mode: .evaluation(mode), noise: problem.noise(),
        initial: problem.initial)
      return (engine.outputs, engine.stepsTaken)
    }
    let whole = outputs(keepsGateInputs: true, threads: 1)
    #expect(whole == outputs(keepsGateInputs: false, threads: 1))
    #expect(whole == outputs(keepsGateInputs: false, threads: 3))
  }

  /// A step that no sequence takes multiplies nothing: with weights that are not finite the state is still there.
  @Test func whatIsSkippedIsNotComputed() throws {
    var problem = Self.problems.first {
      $0.configuration.skip.kind == "threshold" && $0.configuration.layers == 1
    }!
    problem.configuration.skip = SkipGradientTests.rule("random", ["rate": .number(1)])
    problem.parameters = Array(
      repeating: .nan, count: problem.configuration.layout.count)
    let engine = problem.vectorEngine()
    engine.keepsGateInputs = false
    engine.forward(
      problem.batch, gates: GateAssignment(all: VectorEngineProblem.sigmoid), mode: .evaluation(.sample),
      noise: problem.noise(), initial: problem.initial)
    let last = engine.tape(.hidden, layer: 0, step: problem.batch.steps - 1)
    let first = problem.initial?.hidden.map { Float($0) } ?? last.map { _ in 0 }
    #expect(last == first && engine.stepsTaken[0].allSatisfy { $0 == 0 })
  }

  /// One sequence of a batch is what it is alone.
  @Test(arguments: problems.filter { $0.batch.count > 1 && $0.configuration.skip.kind == "threshold" })
  func aSequenceAloneIsTheSame(_ problem: VectorEngineProblem) {
    let engine = problem.vectorEngine()
    let gates = GateAssignment(all: VectorEngineProblem.threshold)
    engine.forward(problem.batch, gates: gates, mode: .evaluation(.native), noise: nil, initial: nil)
    let (k, steps) = (problem.configuration.outputWidth, problem.batch.steps)
    let whole = engine.outputs
    for row in 0..<problem.batch.count {
      let alone = problem.batch.sequence(row)
      let single = problem.vectorEngine()
      single.forward(alone, gates: gates, mode: .evaluation(.native), noise: nil, initial: nil)
      var expected: [Float] = []
      for t in 0..<(problem.configuration.placement == .last ? 1 : steps) {
        let start = (t * problem.batch.count + row) * k
        expected += whole[start..<start + k]
      }
      #expect(single.outputs == expected)
    }
  }
}

extension TaskBatch {
  /// One of the sequences, without its targets.
  fileprivate func sequence(_ row: Int) -> TaskBatch {
    var alone = TaskBatch(inputWidth: inputWidth, targetWidth: targetWidth, placement: placement)
    alone.reset(steps: steps, count: 1)
    alone.inputs = []
    for t in 0..<steps {
      let start = (t * count + row) * inputWidth
      alone.inputs += inputs[start..<start + inputWidth]
    }
    if !symbols.isEmpty { alone.symbols = (0..<steps).map { symbols[$0 * count + row] } }
    (alone.lengths, alone.sequences) = ([lengths[row]], [sequences[row]])
    return alone
  }
}
