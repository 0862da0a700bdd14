import Gating
package import RandomStreams
package import Recurrence
package import Sequences

/// A small network of a cell with sequences of unequal lengths, states to begin with, and gradients that are injected: what the
/// laws of cells are tried on.
package struct CellProblem {
  /// The network.
  package let configuration: NetworkConfiguration
  /// Three sequences of 4, 2 and 3 steps.
  package var batch: TaskBatch
  /// The flat vector, of numbers that `Float` has too.
  package let parameters: [Double]
  /// The states before the first step.
  private(set) var initial: InitialState
  /// How draws are shared.
  package var (sharing, scope) = (NoiseSharing.perStep, NoiseScope.unit)

  /// A problem, the same for every cell but for the number of its parameters.
  package init(
    _ cell: CellKind, units: Int = 3, layers: Int, placement: TargetPlacement, embedding: Embedding? = nil
  ) {
    configuration = NetworkConfiguration(
      inputWidth: 2, embedding: embedding, hidden: units, layers: layers, outputWidth: 2, cell: cell,
      placement: placement)
    batch = TaskBatch(inputWidth: 2, targetWidth: 2, placement: placement)
    batch.reset(steps: 4, count: 3)
    (batch.lengths, batch.sequences) = ([4, 2, 3], [7, 1000, 3])
    var stream = RandomStream(StreamKey(seed: 1, path: [.label("laws"), .label("cells")]))
    func signed(_ count: Int) -> [Float] { (0..<count).map { _ in 2 * stream.nextUniform() - 1 } }
    batch.inputs = signed(batch.inputs.count)
    batch.targets = signed(batch.targets.count)
    if let embedding {
      batch.symbols = (0..<12).map { Int32($0 * 5 % embedding.symbols) }
    }
    let states = layers * 3 * units
    let hidden = signed(states).map { Double($0) }
    initial = InitialState(hidden: hidden, cell: hidden.reversed())
    parameters = signed(configuration.layout.count).map { Double($0) }
  }

  /// A fresh noise field, begun for the batch.
  package var noise: NoiseField {
    let field = NoiseField(
      generator: .philox, seed: 5, replicate: 0, purpose: .trainingNoise, sharing: sharing, scope: scope)
    field.begin(time: 3, batch, configuration)
    return field
  }

  /// The reference engine after a training pass and its loss.
  package func reference(_ gates: GateAssignment) -> ReferenceEngine {
    let engine = ReferenceEngine(configuration)
    engine.parameters = parameters
    engine.forward(batch, gates: gates, mode: .training(epoch: 2), noise: noise, initial: initial)
    _ = engine.loss(.squared, batch)
    return engine
  }

  /// The fast engine after the same.
  package func fast(_ gates: GateAssignment) -> VectorEngine {
    let engine = VectorEngine(configuration)
    engine.parameters = parameters.map { Float($0) }
    engine.forward(batch, gates: gates, mode: .training(epoch: 2), noise: noise, initial: initial)
    _ = engine.loss(.squared, batch)
    return engine
  }

  /// The problem of one of the sequences alone.
  package func sequence(_ b: Int) -> CellProblem {
    func pick<Value>(_ values: [Value], _ width: Int) -> [Value] {
      stride(from: b * width, to: values.count, by: batch.count * width)
        .flatMap { values[$0..<$0 + width] }
    }
    var alone = self
    alone.batch = TaskBatch(inputWidth: 2, targetWidth: 2, placement: configuration.placement)
    alone.batch.reset(steps: batch.steps, count: 1)
    alone.batch.inputs = pick(batch.inputs, 2)
    alone.batch.targets = pick(batch.targets, 2)
    if !batch.symbols.isEmpty { alone.batch.symbols = pick(batch.symbols, 1) }
    alone.batch.lengths = [batch.lengths[b]]
    alone.batch.sequences = [batch.sequences[b]]
    let n = configuration.hidden
    alone.initial = InitialState(hidden: pick(initial.hidden, n), cell: pick(initial.cell, n))
    return alone
  }
}
