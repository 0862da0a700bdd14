import Catalog
import Gating
import Recurrence
import Sequences
import TestSupport
import Testing

/// The reference engine's way back for every cell, against differences of its own way forward.
@Suite struct CellGradientTests {
  @Test(arguments: NetworkCase.cells([GateLaws.all[0]])) func differences(_ network: NetworkCase) throws {
    try VariantGradientTests.expectDifferences(network)
  }

  static let pathwise = PolicyCatalog().kinds.filter { kind in
    let policy = try? PolicyCatalog().make(kind)
    return policy?.derivative == .pathwise
  }

  /// Every cell × every policy with a derivative × every noise on states, with injected gradients; read-outs, depths, symbols
  /// and lengths take turns.
  @Test(arguments: CellEquations.others, pathwise)
  func policiesAndInjections(_ cell: CellEquations, _ policy: String) throws {
    for (place, noise) in VectorEngineProblem.stateNoises.enumerated() {
      var problem = VectorEngineProblem(
        seed: UInt64(8900 + place + 10 * Self.pathwise.firstIndex(of: policy)!), largest: 4, steps: 4,
        stateNoise: noise, readsSymbols: place % 3 == 0, cell: cell)
      problem.gates = GateAssignment(all: try PolicyCatalog().make(policy), stateNoise: noise)
      if type(of: problem.loss).kind == "absolute" { problem.loss = .squared }
      CellDifferences(problem).expectAgreement()
    }
  }

  /// ∂ℓ/∂h_t of the top layer is that to the initial state of a network that begins there.
  @Test(arguments: CellEquations.others, 1...2)
  func memoryGradients(_ cell: CellEquations, _ layers: Int) throws {
    var network = NetworkCase(
      loss: .squared, readout: .linear, placement: .last, convention: .keep, layers: layers,
      laws: GateLaws.all[0])
    network.cell = cell
    var batch = network.batch
    batch.lengths = [4, 4, 4]
    let gates = try network.assignment()
    let whole = ReferenceEngine(network.configuration)
    whole.parameters = network.parameters
    whole.keepsMemoryGradients = true
    whole.forward(batch, gates: gates, mode: .training(epoch: 0), noise: nil, initial: network.initial)
    _ = whole.loss(.squared, batch)
    whole.backward(batch)
    for t in 0..<3 {
      let tail = ReferenceEngine(network.configuration)
      tail.parameters = network.parameters
      let states = (0..<layers).flatMap { whole.tape(.hidden, layer: $0, step: t) }
      let rest = batch.suffix(3 - t)
      tail.forward(
        rest, gates: gates, mode: .training(epoch: 0), noise: nil,
        initial: InitialState(hidden: states, cell: states.map { _ in 0 }))
      _ = tail.loss(.squared, rest)
      tail.backward(rest)
      let expected = tail.initialGradient.hidden.suffix(9)
      let found = whole.tape(.memoryGradient, layer: layers - 1, step: t)
      #expect(difference(found, Array(expected), 1e-13) == nil, "step \(t)")
      #expect(found.contains { abs($0) > 1e-6 })
    }
  }
}

extension TaskBatch {
  /// The last steps of sequences that have all of them, with one target each.
  fileprivate func suffix(_ steps: Int) -> TaskBatch {
    var rest = TaskBatch(inputWidth: inputWidth, targetWidth: targetWidth, placement: placement)
    rest.reset(steps: steps, count: count)
    rest.inputs = Array(inputs.suffix(steps * count * inputWidth))
    (rest.targets, rest.mask, rest.sequences) = (targets, mask, sequences)
    return rest
  }
}

/// The derivatives of ℓ + Σ values·z along a direction in every block of parameters and in the initial hidden states, found
/// back through time and by differences.
private struct CellDifferences {
  private let problem: VectorEngineProblem
  private let engine: ReferenceEngine
  /// Parameters, then initial hidden states.
  private let arguments: [Double]
  private let injected: [(gate: CellGate, layer: Int, step: Int, values: [Double])]

  init(_ problem: VectorEngineProblem) {
    self.problem = problem
    let (configuration, count) = (problem.configuration, problem.batch.count)
    engine = ReferenceEngine(configuration)
    var draw = Scatter(31)
    let states = configuration.layers * count * configuration.hidden
    arguments = problem.parameters.map { Double($0) } + draw.floats(states).map { Double($0) }
    var injected: [(gate: CellGate, layer: Int, step: Int, values: [Double])] = []
    for layer in 0..<configuration.layers {
      for step in 0..<problem.batch.steps {
        for gate in configuration.gates {
          let values = draw.floats(count * configuration.hidden).map { Double($0) / 4 }
          injected.append((gate, layer, step, values))
        }
      }
    }
    self.injected = injected
  }

  private func value(_ arguments: [Double]) -> Double {
    let hidden = Array(arguments[problem.parameters.count...])
    engine.parameters = Array(arguments[..<problem.parameters.count])
    engine.forward(
      problem.batch, gates: problem.gates, mode: .training(epoch: 2), noise: problem.noise(),
      initial: InitialState(hidden: hidden, cell: hidden.map { _ in 0 }))
    let (lengths, n) = (problem.batch.lengths, problem.configuration.hidden)
    return injected.reduce(engine.loss(problem.loss, problem.batch)) { sum, place in
      let z = engine.tape(.preActivation(place.gate.block), layer: place.layer, step: place.step)
      return z.indices.filter { place.step < lengths[$0 / n] }
        .reduce(sum) { $0 + place.values[$1] * z[$1] }
    }
  }

  func expectAgreement() {
    _ = value(arguments)
    for place in injected {
      engine.inject(place.values, gate: place.gate, layer: place.layer, step: place.step)
    }
    engine.backward(problem.batch)
    let gradient = engine.gradient + engine.initialGradient.hidden
    #expect(engine.initialGradient.cell.allSatisfy { $0 == 0 })
    var draw = Scatter(37)
    let blocks = problem.configuration.layout.blocks.map { ($0.name, $0.range) }
    for (name, range) in blocks + [("initial hidden", problem.parameters.count..<arguments.count)] {
      let direction = draw.floats(range.count).map { Double($0) / Double(range.count).squareRoot() }
      let found = zip(gradient[range], direction).reduce(0) { $0 + $1.0 * $1.1 }
      // A gate within a large step of a kink is not within a small one.
      let isRight = [(1e-5, 5e-9), (1e-7, 1e-6)].contains { step, tolerance in
        func moved(_ change: Double) -> Double {
          var moved = arguments
          for (place, value) in zip(range, direction) { moved[place] += change * value }
          return value(moved)
        }
        return agree(found, (moved(step) - moved(-step)) / (2 * step), tolerance)
      }
      #expect(isRight, "\(name) of \(problem.testDescription)")
    }
  }
}
