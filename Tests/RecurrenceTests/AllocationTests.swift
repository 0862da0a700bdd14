import AllocationCounter
import Catalog
import Gating
import RandomStreams
import Recurrence
import Sequences
import TestSupport
import Testing

/// An update asks nothing of the allocator once the first ones have made room.
@Suite struct AllocationTests {
  /// That the counter counts: an array of a thousand numbers is a block.
  @Test func theCounterCounts() {
    guard allocations_countable() == 1 else {
      return print("skipped: allocations can be counted with glibc only")
    }
    allocations_begin()
    let numbers = Self.block()
    let found = allocations_end()
    #expect(found == 1 && numbers.count == 1000)
  }

  @inline(never) private static func block() -> [Double] { Array(repeating: 1, count: 1000) }

  @Test(arguments: PolicyCatalog().kinds) func anUpdateUnderAnyPolicy(_ kind: String) throws {
    let gates = GateAssignment(all: try PolicyCatalog().make(kind))
    try #expect(Self.allocations(gates) == 0)
  }

  @Test(arguments: StateNoiseCatalog().kinds) func anUpdateUnderAnyNoise(_ kind: String) throws {
    let gates = GateAssignment(
      all: VectorEngineProblem.bernoulli, stateNoise: try StateNoiseCatalog().make(kind))
    try #expect(Self.allocations(gates) == 0)
  }

  @Test(arguments: LSTMVariant.allCases) func anUpdateOfAnyVariant(_ variant: LSTMVariant) throws {
    let gates = GateAssignment(all: VectorEngineProblem.bernoulli)
    try #expect(Self.allocations(gates, variant: variant, peepholes: true) == 0)
  }

  @Test(
    arguments: CellEquations.allCases.filter { $0 != .ownUnits },
    ["none", "recurrent_dropout", "zoneout", "stochastic_depth_in_time"])
  func anUpdateOfAnyCell(_ cell: CellEquations, _ noise: String) throws {
    let gates = GateAssignment(
      all: VectorEngineProblem.bernoulli, stateNoise: try StateNoiseCatalog().make(noise))
    let found = try Self.allocations(gates, cell: cell)
    #expect(found == 0)
  }

  @Test func anUpdateThatReadsSymbols() throws {
    let gates = GateAssignment(all: VectorEngineProblem.bernoulli)
    try #expect(Self.allocations(gates, embedding: Embedding(symbols: 7, width: 4)) == 0)
  }

  /// The caller hands helpers a closure for each piece of work that is split, and that is a block: the way forward, two
  /// layers' ways back, and what the upper layer sends down. Networks of one panel split no more.
  @Test func anUpdateOfATeam() throws {
    let found = try Self.allocations(GateAssignment(all: VectorEngineProblem.bernoulli), threads: 2)
    #expect(found == 4)
  }

  /// Blocks asked for in the third of three updates: noise, forward, loss, backward, clipping, Adam.
  private static func allocations(
    _ gates: GateAssignment, embedding: Embedding? = nil, variant: LSTMVariant = .vanilla,
    peepholes: Bool = false, cell: CellEquations = .lstm, threads: Int = 1
  ) throws -> Int {
    var configuration = NetworkConfiguration(
      inputWidth: 3, embedding: embedding, hidden: 5, layers: 2, outputWidth: 2, placement: .every)
    configuration.variant = variant
    configuration.peepholes = peepholes
    configuration.cell = cell.kind
    let engine = VectorEngine(configuration)
    engine.keepsGateInputs = false
    engine.team = ThreadTeam(threads)
    var draw = Scatter(3)
    engine.parameters = draw.floats(engine.parameters.count)
    let batch = VectorEngineProblem.batch(configuration, .squared, count: 8, steps: 6, &draw)
    let noise = NoiseField(
      generator: .philox, seed: 1, replicate: 0, purpose: .trainingNoise, sharing: .perStep, scope: .unit)
    let adam = try Adam(Parameters(Adam.description))
    let clip = GradientClip(maximum: 1)
    var state = OptimizerState<Float>(for: Adam.self, count: engine.parameters.count)
    var found = 0
    for update in 0..<3 as Range<UInt32> {
      allocations_begin()
      noise.begin(
        time: update, steps: batch.steps, layers: configuration.layers, units: configuration.hidden,
        inputs: configuration.inputWidth(layer: 0), sequences: batch.sequences)
      engine.forward(batch, gates: gates, mode: .training(epoch: 0), noise: noise)
      _ = engine.loss(.squared, batch)
      engine.backward(batch)
      let scale = clip.scale(norm: GradientClip.norm(of: engine.gradient))
      engine.updateParameters { parameters, gradient in
        adam.update(&parameters, gradient: gradient, scale: scale, state: &state)
      }
      found = allocations_end()
    }
    return found
  }
}
