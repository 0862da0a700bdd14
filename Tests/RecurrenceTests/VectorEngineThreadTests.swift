import Gating
import RandomStreams
import Recurrence
import Sequences
import TestSupport
import Testing

/// G1 within a run: no bit depends on the threads that share an engine's work.
@Suite struct VectorEngineThreadTests {
  /// The catalog's policies and noises in turn, and every mask with and without sharing; so many sequences that three
  /// threads get some, their lengths not all the same.
  static let problems: [VectorEngineProblem] =
    (VectorCatalogInvarianceTests.problems + VectorEngineProblem.cells
    + VectorEngineProblem.allFeatures(3000) + VectorEngineProblem.symbols(3500)).map { given in
      var problem = given
      problem.initial = nil
      var draw = Scatter(91)
      problem.batch = VectorEngineProblem.batch(
        problem.configuration, problem.loss, count: 13, steps: 6, &draw)
      problem.batch.lengths = (0..<13).map { 6 - $0 % 3 }
      return problem
    }

  /// A network of several panels and layers, and batches of fewer sequences than threads and of more; targets at every
  /// step give the read-out rows to share.
  @Test(arguments: [1, 2, 5, 33], LSTMVariant.allCases) func largerNetworks(
    _ count: Int, _ variant: LSTMVariant
  ) {
    var problem = VectorEngineProblem(seed: 4000, largest: 3, variant: variant, peepholes: true)
    problem.configuration = NetworkConfiguration(
      inputWidth: 40, hidden: 70, layers: 2, outputWidth: 3, readout: .softmax, placement: .every,
      variant: variant, peepholes: true)
    problem.loss = .crossEntropy
    problem.gates = GateAssignment(
      input: VectorEngineProblem.bernoulli, forget: VectorEngineProblem.bernoulli,
      output: VectorEngineProblem.sigmoid, stateNoise: AllMasks(rate: 0.3))
    problem.initial = nil
    var draw = Scatter(UInt64(count))
    problem.parameters = draw.floats(problem.configuration.layout.count).map { $0 / 8 }
    problem.batch = VectorEngineProblem.batch(
      problem.configuration, problem.loss, count: count, steps: 6, &draw)
    problem.batch.lengths = (0..<count).map { 6 - $0 % 3 }
    expectTheSame(problem, threads: [2, 4, 7]) { $0.noise() }
  }

  @Test(arguments: problems) func anyThreads(_ problem: VectorEngineProblem) {
    expectTheSame(problem, threads: [2, 3, 8]) { $0.noise() }
  }

  /// With GSL's own generators too, whose draws come one after the other.
  @Test(arguments: stride(from: 0, to: problems.count, by: 7).map { problems[$0] })
  func generatorsInSequence(_ problem: VectorEngineProblem) throws {
    let generator = try Generator(named: "mt19937")
    expectTheSame(problem, threads: [3]) { problem in
      let field = NoiseField(
        generator: generator, seed: 5, replicate: 0, purpose: .trainingNoise, sharing: problem.sharing,
        scope: problem.scope)
      problem.begin(field)
      return field
    }
  }

  /// Bernoulli gates in two layers or more of several units.
  private static let wide: VectorEngineProblem = {
    var problem = problems.first { $0.configuration.layers > 1 && $0.configuration.hidden > 4 }!
    problem.gates = GateAssignment(all: VectorEngineProblem.bernoulli)
    return problem
  }()

  /// Copies of a batch have draws of their own, wherever a thread's sequences begin and end among them.
  @Test func copies() {
    var problem = Self.wide
    problem.batch = problem.batch.part(0..<12)
    expectTheSame(problem, threads: [2, 3]) { problem in
      let field = NoiseField(
        generator: .philox, seed: 5, replicate: 0, purpose: .trainingNoise, sharing: .perStep, scope: .unit)
      field.begin(
        time: 3, steps: problem.batch.steps, layers: problem.configuration.layers,
        units: problem.configuration.hidden, inputs: problem.configuration.inputWidth,
        sequences: [4, 9, 2, 7],
        copies: 3)
      return field
    }
  }

  /// Noise that was begun for another batch would draw for other sequences.
  @Test func noiseOfAnotherBatchTraps() async {
    await #expect(processExitsWith: .failure) {
      var problem = VectorEngineProblem(seed: 5)
      problem.gates = GateAssignment(all: VectorEngineProblem.bernoulli)
      let noise = problem.noise()
      problem.batch = problem.batch.part(0..<problem.batch.count - 1)
      problem.vectorEngine().forward(
        problem.batch, gates: problem.gates, mode: .training(epoch: 0), noise: noise)
    }
  }

  /// Noise that cannot be divided is asked once for a place, with all sequences.
  @Test func indivisibleNoise() {
    expectTheSame(Self.wide, threads: [3]) { WholeNoise($0.noise()) }
  }

  private func expectTheSame(
    _ problem: VectorEngineProblem, threads: [Int], _ noise: (VectorEngineProblem) -> any NoiseSource
  ) {
    let alone = Trace(problem, threads: 1, noise(problem))
    #expect(alone.gradient.contains { $0 != 0 })
    for count in threads {
      let shared = Trace(problem, threads: count, noise(problem))
      #expect(shared == alone, "\(count) threads")
    }
  }
}

/// All that an engine leaves after a pass forward and back.
private struct Trace: Equatable {
  var loss: Double
  var outputs: [Float]
  var gradient: [Float]
  var initial: InitialState
  /// Outputs of evaluations, with noise and without.
  var evaluated: [[Float]] = []
  /// What training gives that keeps nothing beside.
  var lean: [[Float]] = []
  var tape: [[Float]] = []

  init(_ problem: VectorEngineProblem, threads: Int, _ noise: any NoiseSource) {
    let engine = problem.vectorEngine()
    engine.team = ThreadTeam(threads)
    engine.keepsMemoryGradients = true
    engine.forward(problem.batch, gates: problem.gates, mode: .training(epoch: 2), noise: noise)
    loss = engine.loss(problem.loss, problem.batch)
    let structure = problem.configuration.structure
    tape += engine.everything([.candidate] + structure.gates.map { .slope($0) })
    for gate in problem.configuration.policyGates {
      engine.inject(Array(repeating: 0.5, count: engine.stepSize), gate: gate, layer: 0, step: 1)
    }
    engine.backward(problem.batch)
    (outputs, gradient, initial) = (engine.outputs, engine.gradient, engine.initialGradient)
    tape += engine.everything(
      [.cell, .hidden, .memoryGradient] + StateMask.Target.allCases.map { .mask($0) }
        + structure.gates.flatMap { [.gate($0), .uniform($0, draw: 0), .uniform($0, draw: 1)] }
        + structure.blocks.flatMap { [.preActivation($0), .preActivationGradient($0)] })
    for mode in [EvaluationMode.native, .sample] {
      engine.forward(problem.batch, gates: problem.gates, mode: .evaluation(mode), noise: noise)
      evaluated.append(engine.outputs)
    }
    (engine.keepsGateInputs, engine.keepsMemoryGradients) = (false, false)
    engine.forward(problem.batch, gates: problem.gates, mode: .training(epoch: 2), noise: noise)
    _ = engine.loss(problem.loss, problem.batch)
    engine.backward(problem.batch)
    lean = [engine.outputs, engine.gradient]
  }
}

extension VectorEngine {
  fileprivate var stepSize: Int { tape(.hidden, layer: 0, step: 0).count }

  /// Quantities of the last pass at every layer and step.
  fileprivate func everything(_ quantities: [TapeQuantity]) -> [[Float]] {
    (0..<configuration.layers).flatMap { layer in
      (0..<6).flatMap { step in quantities.map { tape($0, layer: layer, step: step) } }
    }
  }
}

/// A source that is not made for several threads, and would show it.
private final class WholeNoise: NoiseSource {
  private let noise: NoiseField
  init(_ noise: NoiseField) { self.noise = noise }

  func fill(_ uniforms: inout MutableSpan<Float>, at place: NoisePlace, preActivations: Span<Float>) {
    #expect(preActivations.count == uniforms.count)
    noise.fill(&uniforms, at: place, preActivations: preActivations)
  }

  func fill(_ uniforms: inout MutableSpan<Double>, at place: NoisePlace, preActivations: Span<Double>) {
    noise.fill(&uniforms, at: place, preActivations: preActivations)
  }
}
