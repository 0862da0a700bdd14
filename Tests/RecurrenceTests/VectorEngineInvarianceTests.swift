import CKernels
import Catalog
import Gating
import Recurrence
import Sequences
import TestSupport
import Testing

/// What must not change a bit: the batch, the history of the engine, the instruction set.
@Suite struct VectorEngineInvarianceTests {
  /// Seeds of problems with one layer and more, long and short sequences.
  static let problems =
    (101...106).map { VectorEngineProblem(seed: $0) } + VectorEngineProblem.features(601)
    + VectorEngineProblem.symbols(651) + VectorEngineProblem.fewCells

  @Test(arguments: [1, 2, 7, 16, 64], [201, 202, 203, 204] as [UInt64])
  func batchInvariance(_ size: Int, _ seed: UInt64) {
    expectInvariance(VectorEngineProblem(seed: seed, largest: 40), size, seed)
  }

  /// With every variant, with and without peepholes, and all noise on states.
  @Test(arguments: VectorEngineProblem.features(701) + VectorEngineProblem.symbols(751))
  func featuresOfAnyBatch(_ problem: VectorEngineProblem) {
    for size in [1, 7, 64] { expectInvariance(problem, size, 9) }
  }

  private func expectInvariance(_ problem: VectorEngineProblem, _ size: Int, _ seed: UInt64) {
    var problem = problem
    let stateNoise = problem.gates.stateNoise
    problem.gates = GateAssignment(
      input: VectorEngineProblem.bernoulli, forget: VectorEngineProblem.sigmoid,
      output: VectorEngineProblem.threshold, stateNoise: stateNoise)
    problem.initial = nil
    var draw = Scatter(seed)
    // More steps than the engine begins at once for a part of few sequences.
    problem.batch = VectorEngineProblem.batch(
      problem.configuration, problem.loss, count: 64, steps: 20, &draw)
    // Every part is as long as the whole: a batch's steps are no part of a sequence.
    problem.expectOutputs(problem.sequenceOutputs(), inPartsOf: size)
  }

  /// An engine that has run other batches gives the bits of a fresh one.
  @Test(arguments: problems) func history(_ problem: VectorEngineProblem) {
    let fresh = problem.vectorEngine()
    let loss = problem.run(fresh)
    var draw = Scatter(9)
    let used = problem.vectorEngine()
    for (count, steps) in [(70, 9), (1, 1), (3, 12)] {
      var other = problem
      other.initial = nil
      other.batch = VectorEngineProblem.batch(
        problem.configuration, problem.loss, count: count, steps: steps, &draw)
      _ = other.run(used)
      used.parameters[0] += 1
    }
    used.parameters = problem.parameters
    #expect(problem.run(used) == loss)
    #expect(used.outputs == fresh.outputs && used.gradient == fresh.gradient)
    #expect(used.initialGradient == fresh.initialGradient)
  }

  /// What gates saw is for those who look at it: without it every bit is the same.
  @Test(arguments: problems, [nil, 2] as [Int?])
  func gateInputsNeedNotBeKept(_ problem: VectorEngineProblem, _ count: Int?) {
    var problem = problem
    if let count {
      // So few that chains are begun for several steps at once, and steps enough for two rounds of it.
      var draw = Scatter(10)
      problem.initial = nil
      problem.batch = VectorEngineProblem.batch(
        problem.configuration, problem.loss, count: count, steps: 37, &draw)
    }
    let (keeping, lean) = (problem.vectorEngine(), problem.vectorEngine())
    lean.keepsGateInputs = false
    #expect(problem.run(lean) == problem.run(keeping))
    #expect(lean.outputs == keeping.outputs && lean.gradient == keeping.gradient)
    #expect(lean.initialGradient == keeping.initialGradient)
  }

  /// Three whole training steps on every path.
  ///
  /// The path is chosen for the whole process. That does no harm to tests beside this one: their bits are the same.
  @Test(arguments: problems) func instructionSets(_ problem: VectorEngineProblem) throws {
    let before = ckernels().pointee.name
    defer { _ = ckernels_select(before) }
    let adam = try Adam(Parameters(Adam.description))
    var results: [(path: String, parameters: [Float], loss: Double)] = []
    for index in 0..<ckernels_path_count() {
      let name = ckernels_path_name(index)
      guard ckernels_select(name) == CKERNELS_OK else { continue }
      let engine = problem.vectorEngine()
      var state = OptimizerState<Float>(for: Adam.self, count: engine.parameters.count)
      var loss = 0.0
      for _ in 0..<3 {
        loss = problem.run(engine)
        adam.update(&engine.parameters, gradient: engine.gradient, scale: 1, state: &state)
      }
      results.append((String(cString: name), engine.parameters, loss))
    }
    for result in results.dropFirst() {
      #expect(result.parameters == results[0].parameters, "\(result.path)")
      #expect(result.loss == results[0].loss, "\(result.path)")
    }
    #expect(results[0].parameters != problem.parameters)
  }
}

extension TaskBatch {
  /// Some of the sequences.
  func part(_ rows: Range<Int>) -> TaskBatch {
    func pick<T>(_ values: [T], _ groups: Int, _ width: Int) -> [T] {
      var picked: [T] = []
      for group in 0..<groups {
        let first = (group * count + rows.lowerBound) * width
        picked += values[first..<first + rows.count * width]
      }
      return picked
    }
    let targetGroups = placement == .last ? 1 : steps
    var part = TaskBatch(inputWidth: inputWidth, targetWidth: targetWidth, placement: placement)
    part.reset(steps: steps, count: rows.count)
    part.inputs = pick(inputs, steps, inputWidth)
    if !symbols.isEmpty { part.symbols = pick(symbols, steps, 1) }
    part.targets = pick(targets, targetGroups, targetWidth)
    part.mask = pick(mask, targetGroups, targetWidth)
    part.lengths = Array(lengths[rows])
    part.sequences = Array(sequences[rows])
    return part
  }
}
